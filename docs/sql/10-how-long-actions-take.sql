-- How long do actions take from the day they are raised? Each counts once, as the last toolkit that has it says.
with done as (
  select * from 'actions.parquet'
  where speaks and framework is not null and status = 'complete' and raised is not null and completed is not null and action is not null
  qualify row_number() over (partition by body, action order by period_last desc) = 1
)
select
  framework,
  benchmark,
  count(*) as completed,
  median(completed - raised) as median_days,
  max(completed - raised) as longest_days
from done
group by framework, benchmark
order by framework, try_cast(benchmark as integer), benchmark;
