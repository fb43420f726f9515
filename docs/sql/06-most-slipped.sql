-- Which open actions slipped most?
select organisation, action, ref, text, due_first, due_by, slipped_days
from 'actions.parquet'
where latest and is_open and slipped_days > 0
order by slipped_days desc, organisation, action
limit 20;
