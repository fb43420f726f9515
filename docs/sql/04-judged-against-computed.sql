-- Where do people and the policy disagree now, and who is the kinder?
with colours as (
  select *, list_position(['red', 'amber', 'green'], judged) as judged_at, list_position(['red', 'amber', 'green'], computed) as computed_at
  from 'ratings.parquet'
  where latest and framework is not null and agrees is not null
)
select
  framework,
  benchmark,
  any_value(title) as title,
  count(*) as rated,
  count(*) filter (judged_at > computed_at) as judged_kinder,
  count(*) filter (judged_at < computed_at) as judged_harder
from colours
group by framework, benchmark
order by framework, judged_kinder + judged_harder desc, try_cast(benchmark as integer), benchmark;
