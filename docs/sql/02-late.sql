-- Who is late? Those whose latest period ended before the one that half of the bodies have reached.
with latest as (
  select organisation, max_by(period, period_last) as period, max(period_last) as period_last
  from 'ratings.parquet'
  group by body, organisation
),
common as (
  select quantile_disc(period_last, 0.5 order by period_last desc) as period_last from latest
)
select latest.organisation, latest.period, common.period_last - latest.period_last as days_behind
from latest, common
where latest.period_last < common.period_last
order by days_behind desc, organisation;
