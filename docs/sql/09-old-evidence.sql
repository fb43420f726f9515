-- What counts as met on evidence that is a year old, or has no date?
select
  framework,
  benchmark,
  count(*) as met,
  count(*) filter (evidence_on is null) as without_a_date,
  count(*) filter (evidence_on < as_of - interval 1 year) as over_a_year_old
from 'expectations.parquet'
where latest and framework is not null and state = 'met'
group by framework, benchmark
order by framework, try_cast(benchmark as integer), benchmark;
