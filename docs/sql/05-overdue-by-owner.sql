-- Whose actions are overdue now, over all bodies?
with latest as (
  select * from 'actions.parquet'
  qualify period_last = max(period_last) over (partition by body)
)
select owner, count(*) as overdue, count(distinct body) as bodies, max(days_overdue) as longest
from (select body, days_overdue, unnest(owners) as owner from latest where is_overdue)
group by owner
order by overdue desc, owner;
