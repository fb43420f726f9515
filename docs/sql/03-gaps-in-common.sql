-- What do many lack? Expectations by the share of bodies in which they are a gap now.
with latest as (
  select * from 'expectations.parquet'
  qualify period_last = max(period_last) over (partition by body)
)
select
  framework,
  expectation,
  any_value(text) as text,
  count(*) filter (state = 'gap') as bodies,
  count(*) filter (state <> 'not applicable') as in_scope,
  round(100.0 * bodies / in_scope, 1) as percent
from latest
group by framework, expectation
having bodies > 1
order by percent desc, bodies desc, expectation;
