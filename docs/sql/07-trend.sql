-- How does the whole go? Ratings of every toolkit that speaks for its body, period by period. Where none is judged and shown there is no percent.
select
  framework,
  period_last,
  mode(period) as period,
  count(distinct body) as bodies,
  count(*) filter (judged = 'green') as green,
  count(*) filter (judged = 'amber') as amber,
  count(*) filter (judged = 'red') as red,
  count(*) filter (judged is null and is_shown) as not_judged,
  count(*) filter (not is_shown) as not_shown,
  round(100.0 * green / nullif(count(judged), 0), 1) as percent_green
from 'ratings.parquet'
where speaks and framework is not null
group by framework, period_last
order by framework, period_last;
