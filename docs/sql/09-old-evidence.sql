-- What counts as met on evidence that is a year old, or has no date?
with latest as (
  select * from 'expectations.parquet'
  qualify period_last = max(period_last) over (partition by body)
)
select
  benchmark,
  count(*) as met,
  count(*) filter (evidence_on is null) as without_a_date,
  count(*) filter (evidence_on < as_of - interval 1 year) as over_a_year_old
from latest
where state = 'met'
group by benchmark
order by try_cast(benchmark as integer), benchmark;
