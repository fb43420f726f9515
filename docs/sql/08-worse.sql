-- Which ratings got worse since the body's period before? What is not shown or not judged on one side is compared with nothing.
-- With now.speaks in place of now.latest it tells of the steps in earlier periods too.
select now.organisation, now.benchmark, now.title, before.period as period_before, before.judged as judged_before, now.period, now.judged
from 'ratings.parquet' as now
join 'ratings.parquet' as before
  on before.body = now.body
  and before.framework is not distinct from now.framework
  and before.benchmark = now.benchmark
  and before.period_last = now.before_last
where now.latest and before.speaks
  and list_position(['red', 'amber', 'green'], now.judged) < list_position(['red', 'amber', 'green'], before.judged)
order by now.organisation, try_cast(now.benchmark as integer), now.benchmark;
