-- Which open actions slipped most?
with latest as (
  select * from 'actions.parquet'
  qualify period_last = max(period_last) over (partition by body)
)
select organisation, action, ref, text, due_first, due_by, slipped_days
from latest
where is_open and slipped_days > 0
order by slipped_days desc, organisation, action
limit 20;
