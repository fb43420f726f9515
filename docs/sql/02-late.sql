-- Who is late? Those whose latest period ended before the one that half of the bodies with the same framework have reached.
with bodies as (
  select distinct body, organisation, framework, period, period_last from 'ratings.parquet' where latest
),
placed as (
  select *, quantile_disc(period_last, 0.5 order by period_last desc) over (partition by framework) as common from bodies
)
select framework, organisation, period, common - period_last as days_behind
from placed
where period_last < common
order by framework, days_behind desc, organisation;
