# Report shows what the tables say. It is private: whoever opens it proves who he is, to Cloud Run or to Identity-Aware
# Proxy. It reads the tables as a user who can do nothing else, takes no message and reaches no bucket, and no instance
# waits when nobody looks, as a start takes some tens of milliseconds.

locals {
  report_environment = {
    DATABASE                    = "${local.database_of["report"]};MaximumPoolSize=${var.report_pool}"
    DATABASE_LOGIN              = "iam"
    DEAD_LETTERS                = local.dead_letter_subscription
    QUERY_TIMEOUT_SECONDS       = tostring(var.report_deadlines.query)
    WORK_TIMEOUT_SECONDS        = tostring(var.report_deadlines.work)
    REQUEST_TIMEOUT_SECONDS     = tostring(var.report_deadlines.request)
    FRESHNESS_OBJECTIVE_MINUTES = tostring(var.report_freshness_minutes)
    GOOGLE_CLOUD_PROJECT        = var.project_id
  }

  report_sign_of_life = "/api/v1/openapi.json"

  # With Identity-Aware Proxy it is the proxy that calls, for those whom it lets in.
  report_callers = merge(
    { operator = local.members["operator"] },
    var.report_iap ? { proxy = local.iap_agent } : { for member in var.report_invokers : member => member },
  )
}

resource "google_cloud_run_v2_service" "report" {
  name                = "${var.name}-report"
  location            = var.region
  description         = "Shows the mean temperatures per region, and whether the pipeline is healthy."
  ingress             = "INGRESS_TRAFFIC_ALL" # people and the smoke test come from outside; IAM decides who may call
  custom_audiences    = [local.report_audience]
  deletion_protection = var.deletion_protection

  template {
    service_account                  = local.emails["report"]
    timeout                          = "${var.report_deadlines.request}s"
    max_instance_request_concurrency = 8 # a chart of a year by both methods holds some 30 MB
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    encryption_key                   = var.kms_key
    labels                           = local.labels

    scaling {
      min_instance_count = 0
      max_instance_count = var.report_max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"
      network_interfaces {
        network    = google_compute_network.main.id
        subnetwork = google_compute_subnetwork.main.id
      }
    }

    containers {
      image = try(var.images.report, "")

      resources {
        limits            = { cpu = "1", memory = "${var.memory_mib}Mi" }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      ports {
        container_port = 8080
      }

      dynamic "env" {
        for_each = local.report_environment
        content {
          name  = env.key
          value = env.value
        }
      }

      volume_mounts {
        name       = "database-ca"
        mount_path = local.server_ca_folder
      }

      # Its own description, which asks no database: to start again would not mend one that is silent.
      startup_probe {
        period_seconds    = 1
        timeout_seconds   = 1
        failure_threshold = 15
        http_get {
          path = local.report_sign_of_life
          port = 8080
        }
      }

      liveness_probe {
        period_seconds    = 30
        timeout_seconds   = 5
        failure_threshold = 3
        http_get {
          path = local.report_sign_of_life
          port = 8080
        }
      }
    }

    volumes {
      name = "database-ca"
      secret {
        secret = google_secret_manager_secret.database_ca.secret_id
        items {
          path    = local.server_ca_file
          version = google_secret_manager_secret_version.database_ca.version
        }
      }
    }
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = 100
  }

  lifecycle {
    ignore_changes = [traffic, client, client_version]

    precondition {
      condition     = var.images != null
      error_message = "images must be given: only the first step (delivery/bootstrap.sh) does without."
    }

    precondition {
      condition     = var.report_deadlines.request >= var.report_deadlines.work + local.deadline_step
      error_message = "report_deadlines.request must be at least ${local.deadline_step} s more than work (${var.report_deadlines.work} s): the work is ended and answered in that time."
    }

    precondition {
      condition     = !var.report_iap || length(var.report_invokers) > 0
      error_message = "report_iap lets in the report_invokers, and there are none."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_secret_manager_secret_iam_member.database_ca,
    google_service_account_iam_member.deployer_acts_as,
    google_kms_crypto_key_iam_member.agents,
  ]
}

resource "google_cloud_run_v2_service_iam_member" "report" {
  for_each = local.report_callers

  name     = google_cloud_run_v2_service.report.name
  location = var.region
  role     = "roles/run.invoker"
  member   = each.value
}

resource "google_iap_web_cloud_run_service_iam_member" "report" {
  for_each = var.report_iap ? var.report_invokers : []

  cloud_run_service_name = google_cloud_run_v2_service.report.name
  location               = var.region
  role                   = "roles/iap.httpsResourceAccessor"
  member                 = each.value
}

# For the number of dead letters. Cloud Monitoring grants on a project only, so it may see every metric of it.
resource "google_project_iam_member" "report_sees_metrics" {
  project = var.project_id
  role    = "roles/monitoring.viewer"
  member  = local.members["report"]
}
