-- How are the benchmarks rated now? Each body's latest toolkit counts.
select
  framework,
  benchmark,
  any_value(title) as title,
  count(*) filter (judged = 'green') as green,
  count(*) filter (judged = 'amber') as amber,
  count(*) filter (judged = 'red') as red,
  count(*) filter (judged is null) as not_judged
from 'ratings.parquet'
where latest and framework is not null
group by framework, benchmark
order by framework, try_cast(benchmark as integer), benchmark;
