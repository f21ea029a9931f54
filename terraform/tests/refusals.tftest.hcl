# What cannot work is refused before anything is made, by the variable or by the thing that it is about.

mock_provider "google" {
  override_during = plan
}

variables {
  project_id     = "my-project"
  project_number = "123456789012"
  sensor_api_url = "https://sensors.example/temperatures"
  images = {
    fetch     = "images.example/fetch@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    aggregate = "images.example/aggregate@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    report    = "images.example/report@sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
    cli       = "images.example/cli@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
  }
  alert_emails = ["operations@example.com"]
}

run "names_regions_and_addresses_that_are_none" {
  command = plan

  variables {
    project_id            = "My Project"
    project_number        = "many"
    region                = "europe-west9-a"
    name                  = "-isotherm"
    environment           = "staging"
    labels                = { Team = "Weather" }
    sensor_api_url        = "http://sensors.example/temperatures"
    fetch_schedule        = "hourly"
    reconcile_schedule    = "10 * * *"
    export_schedule       = "hourly"
    bigquery_readers      = ["analyst@example.com"]
    subnet_range          = "8.8.8.0/24"
    operators             = ["operations@example.com"]
    analysts              = ["Analyst@example.com"]
    alert_emails          = ["nobody"]
    notification_channels = ["pager"]
    billing_account       = "mine"
    database_instance     = "2-isotherm"
    database_tier         = "db-n1-standard-1"
  }

  expect_failures = [
    var.project_id, var.project_number, var.region, var.name, var.environment, var.labels, var.sensor_api_url, var.fetch_schedule,
    var.reconcile_schedule, var.export_schedule, var.bigquery_readers, var.subnet_range, var.operators, var.analysts, var.alert_emails, var.notification_channels,
    var.billing_account, var.database_instance, var.database_tier,
  ]
}

run "figures_out_of_bounds" {
  command = plan

  variables {
    sensor_api_key_version    = "latest"
    slot_minutes              = 7
    temperature_limits        = { lowest = 50, highest = -50 }
    shapes_file               = "no-such-file.geojson"
    aggregations              = ["heat"]
    fetch_deadlines           = { sensor_api = 541 }
    aggregate_deadlines       = { ack = 601 }
    largest_answer_mib        = 16385
    fetch_max_instances       = 0
    aggregate_max_instances   = 0
    aggregate_concurrency     = 0
    memory_mib                = 256
    message_retention_days    = 32
    delivery_attempts         = 4
    colder_after_days         = { nearline = 90, coldline = 30 }
    delete_after_days         = { raw = 7 }
    image_retention           = { versions = 1 }
    database_edition          = "STANDARD"
    database_max_connections  = 10
    database_pool             = 0
    database_disk_gb          = { size = 200, limit = 100 }
    database_backups          = { kept = 3 }
    database_maintenance      = { day = 0 }
    migrator_password_version = 0
    monthly_budget            = { units = 0 }
  }

  expect_failures = [
    var.sensor_api_key_version, var.slot_minutes, var.temperature_limits, var.aggregations, var.shapes_file, var.fetch_deadlines,
    var.aggregate_deadlines, var.largest_answer_mib, var.fetch_max_instances, var.aggregate_max_instances,
    var.aggregate_concurrency, var.memory_mib, var.message_retention_days, var.delivery_attempts, var.colder_after_days,
    var.delete_after_days, var.image_retention, var.database_edition, var.database_max_connections, var.database_pool,
    var.database_disk_gb, var.database_backups, var.database_maintenance, var.migrator_password_version, var.monthly_budget,
  ]
}

run "more_instances_at_rest_than_at_work" {
  command = plan

  variables {
    aggregate_min_instances = 11
  }

  expect_failures = [var.aggregate_min_instances]
}

run "a_key_in_another_region" {
  command = plan

  variables {
    kms_key = "projects/p/locations/us-east1/keyRings/r/cryptoKeys/k"
  }

  expect_failures = [var.kms_key]
}

run "an_image_by_tag" {
  command = plan

  variables {
    images = {
      fetch     = "images.example/fetch:latest"
      aggregate = "images.example/aggregate@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
      report    = "images.example/report@sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
      cli       = "images.example/cli@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
    }
  }

  expect_failures = [var.images]
}

run "two_analysts_that_mysql_could_not_tell_apart" {
  command = plan

  variables {
    analysts = ["ann@example.com", "ann@example.org"]
  }

  expect_failures = [var.analysts]
}

run "services_without_images" {
  command = plan

  variables {
    images = null
  }

  expect_failures = [google_cloud_run_v2_service.fetch, google_cloud_run_v2_service.aggregate, google_cloud_run_v2_service.report, google_cloud_run_v2_job.migrate, google_cloud_run_v2_job.operator]
}

run "a_service_without_the_address_of_the_feed" {
  command = plan

  variables {
    sensor_api_url = null
  }

  expect_failures = [google_cloud_run_v2_service.fetch]
}

run "a_request_of_fetch_that_is_cut_before_its_work_can_end" {
  command = plan

  variables {
    fetch_deadlines = { sensor_api = 200 }
  }

  expect_failures = [google_cloud_run_v2_service.fetch]
}

run "an_attempt_that_ends_before_the_request_of_fetch" {
  command = plan

  variables {
    fetch_deadlines = { attempt = 404 }
  }

  expect_failures = [google_cloud_scheduler_job.fetch]
}

run "attempts_that_run_into_the_next_slot" {
  command = plan

  variables {
    slot_minutes   = 15
    fetch_schedule = "*/15 * * * *"
  }

  expect_failures = [google_cloud_scheduler_job.fetch]
}

run "a_faster_feed_with_a_shorter_call_is_taken" {
  command = plan

  variables {
    slot_minutes    = 30
    fetch_schedule  = "*/30 * * * *"
    fetch_deadlines = { sensor_api = 60, request = 315, attempt = 345 }
  }

  assert {
    condition = (
      google_cloud_scheduler_job.fetch.retry_config[0].max_retry_duration == "1305s" &&
      google_cloud_scheduler_job.fetch.retry_config[0].max_backoff_duration == "150s" &&
      google_cloud_scheduler_job.fetch.retry_config[0].retry_count == 2
    )
    error_message = "Attempts do not end within the slot."
  }
}

run "a_request_of_aggregate_that_is_cut_before_its_work_can_end" {
  command = plan

  variables {
    aggregate_deadlines = { work = 241 }
  }

  expect_failures = [google_cloud_run_v2_service.aggregate]
}

run "a_message_that_comes_again_while_it_is_worked_on" {
  command = plan

  variables {
    aggregate_deadlines = { ack = 299 }
  }

  expect_failures = [google_pubsub_subscription.aggregate]
}

run "more_connections_than_the_database_takes" {
  command = plan

  variables {
    aggregate_max_instances = 12
  }

  expect_failures = [google_sql_database_instance.main]
}

run "more_reports_than_the_database_takes" {
  command = plan

  variables {
    report_max_instances = 3
  }

  expect_failures = [google_sql_database_instance.main]
}

run "a_request_of_report_that_is_cut_before_its_work_can_end" {
  command = plan

  variables {
    report_deadlines = { work = 61 }
  }

  expect_failures = [google_cloud_run_v2_service.report]
}

run "a_proxy_that_lets_nobody_in" {
  command = plan

  variables {
    report_iap = true
  }

  expect_failures = [google_cloud_run_v2_service.report]
}

run "figures_of_report_out_of_bounds" {
  command = plan

  variables {
    report_deadlines         = { query = 61 }
    report_max_instances     = 0
    report_pool              = 101
    report_freshness_minutes = 0
    report_invokers          = ["allUsers"]
  }

  expect_failures = [
    var.report_deadlines, var.report_max_instances, var.report_pool, var.report_freshness_minutes, var.report_invokers,
  ]
}

run "more_instances_with_more_connections_are_taken" {
  command = plan

  variables {
    aggregate_max_instances  = 12
    database_max_connections = 285
  }

  assert {
    condition     = google_cloud_run_v2_service.aggregate.template[0].scaling[0].max_instance_count == 12
    error_message = "There are fewer instances than asked for."
  }
}

run "more_messages_at_once_than_connections" {
  command = plan

  variables {
    aggregate_concurrency = 11
  }

  expect_failures = [google_cloud_run_v2_service.aggregate]
}

run "a_restore_further_back_than_the_edition_can" {
  command = plan

  variables {
    database_backups = { kept = 30, recovery_days = 8 }
  }

  expect_failures = [google_sql_database_instance.main]
}

run "a_machine_of_the_other_edition" {
  command = plan

  variables {
    database_edition = "ENTERPRISE_PLUS"
  }

  expect_failures = [google_sql_database_instance.main]
}

run "alerts_that_nobody_hears" {
  command = plan

  variables {
    alert_emails = []
  }

  expect_failures = [check.somebody_is_told]
}
