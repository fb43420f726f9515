-- How are the benchmarks rated now? Each body's latest toolkit counts. What an edition does not show is in no other column.
with latest as (
  select *, count(distinct body) over (partition by framework) as bodies
  from 'ratings.parquet'
  where latest and framework is not null
)
select
  framework,
  benchmark,
  coalesce(mode(title) filter (is_shown), mode(title)) as title,
  count(*) filter (judged = 'green') as green,
  count(*) filter (judged = 'amber') as amber,
  count(*) filter (judged = 'red') as red,
  count(*) filter (judged is null and is_shown) as not_judged,
  any_value(bodies) - count(*) filter (is_shown) as not_shown
from latest
group by framework, benchmark
order by framework, try_cast(benchmark as integer), benchmark;
