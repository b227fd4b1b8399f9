"""What must hold: suites as code over readings, batches and the lake. Only `expectations.check` runs Great Expectations."""
