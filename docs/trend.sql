-- One expectation over time: for each portal and run how many rows it was asked of, how many broke it, and what was observed.
select portal, checked_at, run_id, evaluated, unexpected, round(100.0 * unexpected / nullif(evaluated, 0), 1) as percent, observed
from read_parquet($files, hive_partitioning = true)
where expectation = $expectation
order by portal, checked_at
