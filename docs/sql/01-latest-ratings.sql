-- How are the benchmarks rated now? Each body's latest toolkit counts. What an edition does not show is in no other column.
select
  framework,
  benchmark,
  coalesce(mode(title) filter (is_shown), mode(title)) as title,
  count(*) filter (judged = 'green') as green,
  count(*) filter (judged = 'amber') as amber,
  count(*) filter (judged = 'red') as red,
  count(*) filter (judged is null and is_shown) as not_judged,
  count(*) filter (not is_shown) as not_shown
from 'ratings.parquet'
where latest and framework is not null
group by framework, benchmark
order by framework, try_cast(benchmark as integer), benchmark;
