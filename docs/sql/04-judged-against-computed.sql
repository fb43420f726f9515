-- Where do people and the policy disagree, and who is the kinder?
with colours as (
  select *, list_position(['red', 'amber', 'green'], judged) as judged_at, list_position(['red', 'amber', 'green'], computed) as computed_at
  from 'ratings.parquet'
  where agrees is not null
)
select
  benchmark,
  any_value(title) as title,
  count(*) as rated,
  count(*) filter (judged_at > computed_at) as judged_kinder,
  count(*) filter (judged_at < computed_at) as judged_harder
from colours
group by benchmark
order by judged_kinder + judged_harder desc, try_cast(benchmark as integer), benchmark;
