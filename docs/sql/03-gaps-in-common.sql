-- What do many lack? Expectations by the share of bodies in which they are a gap now.
select
  framework,
  expectation,
  any_value(text) as text,
  count(*) filter (state = 'gap') as bodies,
  count(*) filter (state <> 'not applicable') as in_scope,
  round(100.0 * bodies / in_scope, 1) as percent
from 'expectations.parquet'
where latest and framework is not null
group by framework, expectation
having bodies > 1
order by framework, percent desc, bodies desc, expectation;
