# What a plan of an empty project says. Google is played by Terraform itself; nothing is made.

mock_provider "google" {
  # What is known only after something is made, and what something else is made of.
  override_during = plan

  mock_resource "google_sql_database_instance" {
    defaults = {
      private_ip_address = "10.1.2.3"
      connection_name    = "my-project:europe-west9:isotherm"
      server_ca_cert     = [{ cert = "CERTIFICATE", common_name = "", create_time = "", expiration_time = "", sha1_fingerprint = "" }]
    }
  }

  mock_resource "google_cloud_run_v2_service" {
    defaults = { uri = "https://service.example" }
  }
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

run "names_are_what_the_scripts_use" {
  command = plan

  assert {
    condition = [
      output.fetch_service, output.aggregate_service, output.report_service, output.migrate_job, output.reconcile_job, output.verify_job, output.fetch_schedule,
      ] == [
      "isotherm-fetch", "isotherm-aggregate", "isotherm-report", "isotherm-migrate", "isotherm-reconcile", "isotherm-verify", "isotherm-fetch",
    ]
    error_message = "A service, job or schedule has another name."
  }

  assert {
    condition     = [output.raw_bucket, output.rejects_bucket, output.shapes_bucket] == ["my-project-isotherm-raw", "my-project-isotherm-rejects", "my-project-isotherm-shapes"]
    error_message = "A bucket has another name."
  }

  assert {
    condition = [output.fetch_audience, output.push_audience, output.report_audience] == [
      "https://isotherm-fetch.my-project/", "https://isotherm-aggregate.my-project/", "https://isotherm-report.my-project/",
    ]
    error_message = "An audience is another one."
  }

  assert {
    condition = [output.region, output.scheduler_account, output.push_account, output.operator_account, output.deployer_account] == [
      "europe-west9",
      "isotherm-scheduler@my-project.iam.gserviceaccount.com",
      "isotherm-push@my-project.iam.gserviceaccount.com",
      "isotherm-operator@my-project.iam.gserviceaccount.com",
      "isotherm-deployer@my-project.iam.gserviceaccount.com",
    ]
    error_message = "The region or an account is another one."
  }

  assert {
    condition     = [output.fetch_url, output.aggregate_url, output.report_url] == ["https://service.example", "https://service.example", "https://service.example"]
    error_message = "An address is another one."
  }

  assert {
    condition     = output.image_repository == "europe-west9-docker.pkg.dev/my-project/isotherm"
    error_message = "The images are kept elsewhere."
  }
}

run "another_name_is_the_beginning_of_everything" {
  command = plan

  variables {
    name              = "thermo"
    database_instance = "thermo-2"
  }

  assert {
    condition     = [output.fetch_service, output.raw_bucket, output.push_account] == ["thermo-fetch", "my-project-thermo-raw", "thermo-push@my-project.iam.gserviceaccount.com"]
    error_message = "Something is not named after name."
  }

  assert {
    condition     = google_sql_database_instance.main.name == "thermo-2"
    error_message = "The database instance is not named after database_instance."
  }
}

run "messages_are_pushed_with_an_identity_and_never_lost" {
  command = plan

  assert {
    condition     = google_pubsub_subscription.aggregate.push_config[0].push_endpoint == "https://service.example/"
    error_message = "Messages are pushed elsewhere."
  }

  assert {
    condition = (
      google_pubsub_subscription.aggregate.push_config[0].oidc_token[0].audience == "https://isotherm-aggregate.my-project/" &&
      google_pubsub_subscription.aggregate.push_config[0].oidc_token[0].service_account_email == "isotherm-push@my-project.iam.gserviceaccount.com" &&
      google_cloud_run_v2_service.aggregate.custom_audiences[0] == "https://isotherm-aggregate.my-project/"
    )
    error_message = "The identity that pushes is not the one that aggregate expects."
  }

  assert {
    condition = (
      google_pubsub_subscription.aggregate.dead_letter_policy[0].max_delivery_attempts == 100 &&
      google_pubsub_subscription.aggregate.dead_letter_policy[0].dead_letter_topic == "projects/my-project/topics/isotherm-dead-letters" &&
      google_pubsub_subscription.dead_letters.topic == "projects/my-project/topics/isotherm-dead-letters"
    )
    error_message = "Messages that are given up go where nobody reads."
  }

  assert {
    condition = alltrue([
      for subscription in [google_pubsub_subscription.aggregate, google_pubsub_subscription.dead_letters] :
      subscription.message_retention_duration == "604800s" && subscription.expiration_policy[0].ttl == ""
    ])
    error_message = "A subscription forgets before seven days, or ends by itself."
  }

  assert {
    condition = (
      google_pubsub_subscription.aggregate.retry_policy[0].minimum_backoff == "10s" &&
      google_pubsub_subscription.aggregate.retry_policy[0].maximum_backoff == "600s"
    )
    error_message = "The back-off is another one."
  }
}

run "each_deadline_lies_inside_the_next" {
  command = plan

  assert {
    condition = (
      google_cloud_run_v2_service.fetch.template[0].timeout == "375s" &&
      google_cloud_scheduler_job.fetch.attempt_deadline == "405s"
    )
    error_message = "The deadlines of fetch are not 375 s and 405 s."
  }

  assert {
    condition = (
      google_cloud_run_v2_service.aggregate.template[0].timeout == "270s" &&
      google_pubsub_subscription.aggregate.ack_deadline_seconds == 300
    )
    error_message = "The deadlines of aggregate are not 270 s and 300 s."
  }
}

run "a_run_is_tried_again_within_its_hour" {
  command = plan

  assert {
    condition = (
      google_cloud_scheduler_job.fetch.retry_config[0].retry_count == 4 &&
      google_cloud_scheduler_job.fetch.retry_config[0].max_retry_duration == "2895s" &&
      google_cloud_scheduler_job.fetch.retry_config[0].min_backoff_duration == "30s" &&
      google_cloud_scheduler_job.fetch.retry_config[0].max_backoff_duration == "300s"
    )
    error_message = "A run is tried again otherwise."
  }
}

run "a_missing_hour_raises_the_alarm_after_an_hour_and_a_quarter" {
  command = plan

  assert {
    condition = tolist(google_monitoring_alert_policy.query["no_fresh_hour"].conditions[*].condition_prometheus_query_language[0].query) == tolist([
      "(sum(increase(logging_googleapis_com:user_isotherm_parts_recorded{monitored_resource=\"cloud_run_revision\",outcome=\"Recorded\"}[80m])) or vector(0)) < 0.5",
      "(sum(increase(logging_googleapis_com:user_isotherm_runs_committed{monitored_resource=\"cloud_run_revision\"}[80m])) or vector(0)) < 0.5",
    ])
    error_message = "The alarm asks something else."
  }
}

run "the_database_is_reached_privately_by_identity_and_its_certificate_is_verified" {
  command = plan

  assert {
    condition = one([
      for variable in google_cloud_run_v2_service.aggregate.template[0].containers[0].env : variable.value if variable.name == "DATABASE"
    ]) == "Server=10.1.2.3;Database=isotherm;SslMode=VerifyCA;SslCa=/secrets/database/server-ca.pem;User ID=isotherm-aggregate@my-project.iam.gserviceaccount.com;MaximumPoolSize=10"
    error_message = "DATABASE of aggregate is another one."
  }

  assert {
    condition = one([
      for variable in google_cloud_run_v2_service.aggregate.template[0].containers[0].env : variable.value if variable.name == "DATABASE_LOGIN"
    ]) == "iam"
    error_message = "Aggregate logs in with a password."
  }

  assert {
    condition     = google_secret_manager_secret_version.database_ca.secret_data == "CERTIFICATE"
    error_message = "What is mounted is not the certificate of the instance."
  }

  assert {
    condition     = google_cloud_run_v2_service.aggregate.template[0].vpc_access[0].egress == "PRIVATE_RANGES_ONLY"
    error_message = "More than the way to the database goes through the network."
  }

  assert {
    condition     = length(google_cloud_run_v2_service.fetch.template[0].vpc_access) == 0
    error_message = "Fetch has an interface in a network from which the sensor API cannot be reached."
  }
}

run "migrations_grant_the_roles_to_the_users_that_there_are" {
  command = plan

  variables {
    analysts = ["zoe@example.com", "adam@example.com", "sheets@other-project.iam.gserviceaccount.com"]
  }

  assert {
    condition = google_cloud_run_v2_job.migrate.template[0].template[0].containers[0].args == tolist([
      "migrate", "--writer", "isotherm-aggregate", "--writer", "isotherm-operator",
      "--reporter", "isotherm-report", "--reporter", "adam", "--reporter", "sheets", "--reporter", "zoe",
    ])
    error_message = "The migrate job grants the roles to others."
  }

  assert {
    condition = { for email, user in google_sql_user.reporter : email => user.type } == {
      "adam@example.com"                             = "CLOUD_IAM_USER"
      "zoe@example.com"                              = "CLOUD_IAM_USER"
      "sheets@other-project.iam.gserviceaccount.com" = "CLOUD_IAM_SERVICE_ACCOUNT"
    }
    error_message = "A person is taken for a service account, or the other way."
  }
}

run "the_report_is_private_reads_only_and_waits_for_nobody" {
  command = plan

  assert {
    condition = {
      for variable in google_cloud_run_v2_service.report.template[0].containers[0].env : variable.name => variable.value
      } == {
      DATABASE                    = "Server=10.1.2.3;Database=isotherm;SslMode=VerifyCA;SslCa=/secrets/database/server-ca.pem;User ID=isotherm-report@my-project.iam.gserviceaccount.com;MaximumPoolSize=6"
      DATABASE_LOGIN              = "iam"
      DEAD_LETTERS                = "projects/my-project/subscriptions/isotherm-dead-letters"
      QUERY_TIMEOUT_SECONDS       = "20"
      WORK_TIMEOUT_SECONDS        = "60"
      REQUEST_TIMEOUT_SECONDS     = "90"
      FRESHNESS_OBJECTIVE_MINUTES = "75"
      GOOGLE_CLOUD_PROJECT        = "my-project"
    }
    error_message = "Report is set otherwise."
  }

  assert {
    condition = (
      google_cloud_run_v2_service.report.template[0].timeout == "90s" &&
      google_cloud_run_v2_service.report.template[0].scaling[0].min_instance_count == 0 &&
      google_cloud_run_v2_service.report.template[0].vpc_access[0].egress == "PRIVATE_RANGES_ONLY" &&
      google_sql_user.report.type == "CLOUD_IAM_SERVICE_ACCOUNT"
    )
    error_message = "Report has another deadline, waits for somebody, or reaches the database otherwise."
  }

  assert {
    condition     = { for name, right in google_cloud_run_v2_service_iam_member.report : name => right.member } == { operator = "serviceAccount:isotherm-operator@my-project.iam.gserviceaccount.com" }
    error_message = "Somebody else may open the report, although nobody was named."
  }

  assert {
    condition     = length(google_iap_web_cloud_run_service_iam_member.report) == 0 && output.report_iap == "no"
    error_message = "Identity-Aware Proxy is on although nobody asked for it."
  }
}

run "the_report_is_opened_for_those_who_are_named" {
  command = plan

  variables {
    report_invokers = ["group:readers@example.com", "user:zoe@example.com"]
  }

  assert {
    condition = toset([for right in google_cloud_run_v2_service_iam_member.report : right.member]) == toset([
      "group:readers@example.com", "user:zoe@example.com", "serviceAccount:isotherm-operator@my-project.iam.gserviceaccount.com",
    ])
    error_message = "Others may open the report."
  }
}

run "behind_the_proxy_only_the_proxy_calls_and_it_lets_in_those_who_are_named" {
  command = plan

  variables {
    report_iap      = true
    report_invokers = ["group:readers@example.com"]
  }

  assert {
    condition = toset([for right in google_cloud_run_v2_service_iam_member.report : right.member]) == toset([
      "serviceAccount:service-123456789012@gcp-sa-iap.iam.gserviceaccount.com", "serviceAccount:isotherm-operator@my-project.iam.gserviceaccount.com",
    ])
    error_message = "Somebody else may call the report than the proxy."
  }

  assert {
    condition = (
      [for right in google_iap_web_cloud_run_service_iam_member.report : "${right.role} ${right.member}"] == ["roles/iap.httpsResourceAccessor group:readers@example.com"] &&
      contains(keys(google_project_service.apis), "iap.googleapis.com") && output.report_iap == "yes"
    )
    error_message = "The proxy lets in others, or is not switched on."
  }
}

run "nothing_is_deleted_unless_it_is_asked_for" {
  command = plan

  assert {
    condition = alltrue([
      for rule in concat(tolist(google_storage_bucket.raw.lifecycle_rule), tolist(google_storage_bucket.rejects.lifecycle_rule)) :
      one(rule.action).type == "SetStorageClass"
    ])
    error_message = "A lifecycle rule deletes."
  }

  assert {
    condition     = length(google_storage_bucket.raw.lifecycle_rule) == 3
    error_message = "Raw objects do not go to three colder classes."
  }
}

run "deletion_after_a_time_can_be_asked_for" {
  command = plan

  variables {
    delete_after_days = { raw = 3650 }
  }

  assert {
    condition = [
      for rule in google_storage_bucket.raw.lifecycle_rule : one(rule.condition).age if one(rule.action).type == "Delete"
    ] == [3650]
    error_message = "Raw objects are not deleted after the days that were asked for."
  }

  assert {
    condition     = length([for rule in google_storage_bucket.rejects.lifecycle_rule : rule if one(rule.action).type == "Delete"]) == 0
    error_message = "Rejects are deleted although nobody asked for it."
  }
}

run "another_file_of_shapes_can_be_the_first" {
  command = plan

  variables {
    shapes_file = "variables.tf" # any file
  }

  assert {
    condition     = google_storage_bucket_object.shapes.source == "variables.tf" && google_storage_bucket_object.shapes.name == "shapes/regions.geojson"
    error_message = "The shapes come from elsewhere."
  }
}

run "the_budget_is_made_only_with_a_billing_account" {
  command = plan

  assert {
    condition     = length(google_billing_budget.month) == 0
    error_message = "A budget without a billing account."
  }
}

run "the_budget_tells_the_same_people" {
  command = plan

  variables {
    billing_account = "012345-6789AB-CDEF01"
    monthly_budget  = { units = 40, currency = "USD" }
  }

  assert {
    condition = (
      google_billing_budget.month[0].amount[0].specified_amount[0].units == "40" &&
      google_billing_budget.month[0].amount[0].specified_amount[0].currency_code == "USD" &&
      length(google_billing_budget.month[0].all_updates_rule[0].monitoring_notification_channels) == 1
    )
    error_message = "The budget is another one, or nobody is told."
  }
}

run "a_key_of_ones_own_encrypts_everything_that_is_kept" {
  command = plan

  variables {
    kms_key = "projects/keys/locations/europe-west9/keyRings/isotherm/cryptoKeys/data"
  }

  assert {
    condition = alltrue([
      for key in concat(
        [for bucket in [google_storage_bucket.raw, google_storage_bucket.rejects, google_storage_bucket.shapes] : bucket.encryption[0].default_kms_key_name],
        [for topic in [google_pubsub_topic.runs, google_pubsub_topic.dead_letters] : topic.kms_key_name],
        [google_sql_database_instance.main.encryption_key_name, google_artifact_registry_repository.images.kms_key_name],
        [for secret in [google_secret_manager_secret.sensor_api_key, google_secret_manager_secret.migrator_database, google_secret_manager_secret.database_ca] :
        secret.replication[0].user_managed[0].replicas[0].customer_managed_encryption[0].kms_key_name],
      ) : key == "projects/keys/locations/europe-west9/keyRings/isotherm/cryptoKeys/data"
    ])
    error_message = "Something is encrypted with another key."
  }

  assert {
    condition     = length(google_kms_crypto_key_iam_member.agents) == 6
    error_message = "Not all six products may use the key."
  }
}

run "the_settings_for_1_gb_a_minute_are_taken" {
  command = plan

  variables {
    slot_minutes          = 15
    fetch_schedule        = "*/15 * * * *"
    fetch_deadlines       = { sensor_api = 90, request = 345, attempt = 375 }
    largest_answer_mib    = 16384
    aggregate_concurrency = 2
    database_pool         = 2
  }

  assert {
    condition     = contains([for pair in google_cloud_run_v2_service.fetch.template[0].containers[0].env : "${pair.name}=${pair.value}" if pair.value != null], "SENSOR_API_MAX_BYTES=17179869184")
    error_message = "Fetch refuses an answer of 15 minutes."
  }
}

run "nothing_is_made_in_bigquery_unless_it_is_asked_for" {
  command = plan

  assert {
    condition     = length(google_bigquery_dataset.readings) + length(google_storage_bucket.export) + length(google_cloud_scheduler_job.export) == 0
    error_message = "Something of BigQuery is made."
  }

  assert {
    condition     = keys(google_cloud_run_v2_job.operator) == ["reconcile", "verify"]
    error_message = "There is another job."
  }
}

run "the_readings_can_be_asked_in_bigquery" {
  command = plan

  variables {
    name             = "thermo-2"
    bigquery         = true
    bigquery_readers = ["group:analysts@example.com"]
  }

  assert {
    condition     = google_bigquery_dataset.readings[0].dataset_id == "thermo_2" && google_storage_bucket.export[0].name == "my-project-thermo-2-export"
    error_message = "The dataset or its bucket has another name."
  }

  assert {
    condition     = google_bigquery_table.external["readings"].external_data_configuration[0].source_uris[0] == "gs://my-project-thermo-2-export/readings/v1/*.ndjson"
    error_message = "The external table reads something else."
  }

  assert {
    condition = alltrue([
      for query in [google_bigquery_table.judging["judged_readings"], google_bigquery_table.showing["region_temperature"]] :
      strcontains(query.view[0].query, "FROM `my-project`.thermo_2.") && !strcontains(query.view[0].query, "isotherm.")
    ])
    error_message = "A view reads another dataset."
  }

  assert {
    condition     = contains([for pair in google_cloud_run_v2_job.operator["export"].template[0].template[0].containers[0].env : "${pair.name}=${pair.value}" if pair.value != null], "EXPORT_BUCKET=gs://my-project-thermo-2-export")
    error_message = "The job exports elsewhere."
  }
}

run "the_first_step_needs_no_images" {
  command = plan

  plan_options {
    target = [
      google_project_service.apis,
      google_service_account.deployer,
      google_project_iam_member.deployer,
      google_artifact_registry_repository.images,
      google_secret_manager_secret.sensor_api_key,
    ]
  }

  variables {
    images         = null
    sensor_api_url = null
  }

  assert {
    condition     = google_secret_manager_secret.sensor_api_key.secret_id == "isotherm-sensor-api-key" && google_artifact_registry_repository.images.repository_id == "isotherm"
    error_message = "The first step makes something else."
  }
}
