# Fetch reaches the sensor API and Google's APIs over the internet and never connects to the database, so it has no
# interface in the network. One processor and 512 MiB take an answer of any size, as it streams; concurrency is low
# because there is one run an hour, and a run by hand beside it. Both services run on the second generation of Cloud
# Run, which is an ordinary Linux, as the tests had it.

locals {
  fetch_environment = {
    SENSOR_API_URL              = var.sensor_api_url
    RAW_BUCKET                  = local.raw_location
    TOPIC                       = local.runs_topic
    SENSOR_API_DEADLINE_SECONDS = tostring(var.fetch_deadlines.sensor_api)
    SENSOR_API_MAX_BYTES        = tostring(var.largest_answer_mib * 1048576)
    REQUEST_TIMEOUT_SECONDS     = tostring(var.fetch_deadlines.request)
    SLOT_MINUTES                = tostring(var.slot_minutes)
    GOOGLE_CLOUD_PROJECT        = var.project_id
  }
}

resource "google_cloud_run_v2_service" "fetch" {
  name                = "${var.name}-fetch"
  location            = var.region
  description         = "Keeps every answer of the sensor API and announces it."
  ingress             = "INGRESS_TRAFFIC_ALL" # Cloud Scheduler and the smoke test come from outside; IAM decides who may call
  custom_audiences    = [local.fetch_audience]
  deletion_protection = var.deletion_protection

  template {
    service_account                  = local.emails["fetch"]
    timeout                          = "${var.fetch_deadlines.request}s"
    max_instance_request_concurrency = 4
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    encryption_key                   = var.kms_key
    labels                           = local.labels

    scaling {
      min_instance_count = 0
      max_instance_count = var.fetch_max_instances
    }

    containers {
      image = try(var.images.fetch, "")

      resources {
        limits            = { cpu = "1", memory = "${var.memory_mib}Mi" }
        cpu_idle          = true # paid while it works
        startup_cpu_boost = true
      }

      ports {
        container_port = 8080
      }

      dynamic "env" {
        for_each = local.fetch_environment
        content {
          name  = env.key
          value = env.value
        }
      }

      env {
        name = "SENSOR_API_KEY"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.sensor_api_key.secret_id
            version = var.sensor_api_key_version
          }
        }
      }

      startup_probe { # 15 s at most; a start takes some tens of milliseconds
        period_seconds    = 1
        timeout_seconds   = 1
        failure_threshold = 15
        http_get {
          path = "/"
          port = 8080
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3
        http_get {
          path = "/"
          port = 8080
        }
      }
    }
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  lifecycle {
    # Who serves is decided by the delivery, after its smoke test.
    ignore_changes = [traffic, client, client_version]

    precondition {
      condition     = var.images != null && var.sensor_api_url != null
      error_message = "images and sensor_api_url must be given: only the first step (delivery/bootstrap.sh) does without."
    }

    precondition {
      condition     = var.fetch_deadlines.request >= local.fetch_work + local.deadline_step
      error_message = "fetch_deadlines.request must be at least sensor_api + 255 s: the work takes up to ${local.fetch_work} s."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_secret_manager_secret_iam_member.sensor_api_key,
    google_storage_bucket_iam_member.raw,
    google_service_account_iam_member.deployer_acts_as,
    google_kms_crypto_key_iam_member.agents,
  ]
}

resource "google_cloud_run_v2_service_iam_member" "fetch" {
  name     = google_cloud_run_v2_service.fetch.name
  location = var.region
  role     = "roles/run.invoker"
  member   = local.members["scheduler"]
}

# An hour that is fetched by hand, or again.
resource "google_cloud_run_v2_service_iam_member" "fetch_by_hand" {
  for_each = var.operators

  name     = google_cloud_run_v2_service.fetch.name
  location = var.region
  role     = "roles/run.invoker"
  member   = each.value
}
