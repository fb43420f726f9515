-- Which ratings got worse since the body's period before?
with steps as (
  select
    *,
    lag(judged) over before as judged_before,
    lag(period) over before as period_before
  from 'ratings.parquet'
  where speaks
  window before as (partition by body, framework, benchmark order by period_last)
)
select organisation, benchmark, title, period_before, judged_before, period, judged
from steps
where list_position(['red', 'amber', 'green'], judged) < list_position(['red', 'amber', 'green'], judged_before)
order by period_last desc, organisation, try_cast(benchmark as integer), benchmark;
