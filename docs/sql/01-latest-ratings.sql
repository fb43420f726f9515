-- How are the benchmarks rated now? Each body's latest toolkit counts.
with latest as (
  select * from 'ratings.parquet'
  qualify period_last = max(period_last) over (partition by body)
)
select
  framework,
  benchmark,
  any_value(title) as title,
  count(*) filter (judged = 'green') as green,
  count(*) filter (judged = 'amber') as amber,
  count(*) filter (judged = 'red') as red,
  count(*) filter (judged is null) as not_judged
from latest
group by framework, benchmark
order by framework, try_cast(benchmark as integer), benchmark;
