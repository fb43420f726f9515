-- How does the whole go? Ratings of every toolkit, period by period.
select
  period_last,
  mode(period) as period,
  count(distinct body) as bodies,
  count(*) filter (judged = 'green') as green,
  count(*) filter (judged = 'amber') as amber,
  count(*) filter (judged = 'red') as red,
  round(100.0 * green / count(judged), 1) as percent_green
from 'ratings.parquet'
group by period_last
order by period_last;
