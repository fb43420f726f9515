-- Whose actions are overdue now, over all bodies?
select owner, count(*) as overdue, count(distinct body) as bodies, max(days_overdue) as longest
from (select body, days_overdue, unnest(owners) as owner from 'actions.parquet' where latest and is_overdue)
group by owner
order by overdue desc, owner;
