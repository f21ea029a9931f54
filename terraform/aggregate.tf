# Aggregate takes pushed messages. It has an interface in the network for the database alone: private addresses go there,
# everything else (buckets, topics) the usual way. An instance takes as many messages at once as its pool has connections,
# and reads at most four parts at once, so 512 MiB hold the largest.

locals {
  aggregate_environment = {
    RAW_BUCKET              = local.raw_location
    REJECTS_BUCKET          = local.rejects_location
    SHAPES_BUCKET           = local.shapes_location
    SHAPES_OBJECT           = local.shapes_object
    DEAD_LETTER_TOPIC       = local.dead_letter_topic
    DATABASE                = "${local.database_of["aggregate"]};MaximumPoolSize=${var.database_pool}"
    DATABASE_LOGIN          = "iam"
    MIN_CELSIUS             = tostring(var.temperature_limits.lowest)
    MAX_CELSIUS             = tostring(var.temperature_limits.highest)
    AGGREGATIONS            = local.aggregations
    WORK_TIMEOUT_SECONDS    = tostring(var.aggregate_deadlines.work)
    REQUEST_TIMEOUT_SECONDS = tostring(var.aggregate_deadlines.request)
    GOOGLE_CLOUD_PROJECT    = var.project_id
  }
}

resource "google_cloud_run_v2_service" "aggregate" {
  name                = "${var.name}-aggregate"
  location            = var.region
  description         = "Turns the readings of a run into mean temperatures per region."
  ingress             = "INGRESS_TRAFFIC_ALL" # the smoke test comes from outside; IAM decides who may call
  custom_audiences    = [local.push_audience]
  deletion_protection = var.deletion_protection

  template {
    service_account                  = local.emails["aggregate"]
    timeout                          = "${var.aggregate_deadlines.request}s"
    max_instance_request_concurrency = var.aggregate_concurrency
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    encryption_key                   = var.kms_key
    labels                           = local.labels

    scaling {
      min_instance_count = var.aggregate_min_instances
      max_instance_count = var.aggregate_max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"
      network_interfaces {
        network    = google_compute_network.main.id
        subnetwork = google_compute_subnetwork.main.id
      }
    }

    containers {
      image = try(var.images.aggregate, "")

      resources {
        limits            = { cpu = "1", memory = "${var.memory_mib}Mi" }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      ports {
        container_port = 8080
      }

      dynamic "env" {
        for_each = local.aggregate_environment
        content {
          name  = env.key
          value = env.value
        }
      }

      volume_mounts {
        name       = "database-ca"
        mount_path = local.server_ca_folder
      }

      startup_probe {
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
      condition     = var.aggregate_deadlines.request >= var.aggregate_deadlines.work + local.deadline_step
      error_message = "aggregate_deadlines.request must be at least ${local.deadline_step} s more than work (${var.aggregate_deadlines.work} s): the work is rolled back and answered in that time."
    }

    precondition {
      condition     = var.aggregate_concurrency <= var.database_pool
      error_message = "aggregate_concurrency must be at most database_pool (${var.database_pool}): a message uses one connection, and more would only wait."
    }

    precondition {
      condition     = local.parts_at_once * local.largest_part_mib <= local.heap_share * var.memory_mib
      error_message = "memory_mib must hold ${local.parts_at_once} parts of ${local.largest_part_mib} MiB in ${local.heap_share * 100} % of itself."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_secret_manager_secret_iam_member.database_ca,
    google_service_account_iam_member.deployer_acts_as,
    google_kms_crypto_key_iam_member.agents,
  ]
}

resource "google_cloud_run_v2_service_iam_member" "aggregate" {
  name     = google_cloud_run_v2_service.aggregate.name
  location = var.region
  role     = "roles/run.invoker"
  member   = local.members["push"]
}
