# The command line as jobs. A person runs any other command by giving the verify job other arguments:
#   gcloud run jobs execute isotherm-verify --region=REGION --args=replay,--list

locals {
  # MySQL knows an account by the part of its e-mail before the @.
  writers   = [google_service_account.aggregate.account_id, google_service_account.operator.account_id]
  reporters = concat([google_service_account.report.account_id], [for email in sort(tolist(var.analysts)) : split("@", email)[0]])

  operator_environment = merge({
    RAW_BUCKET               = local.raw_location
    REJECTS_BUCKET           = local.rejects_location
    SHAPES_BUCKET            = local.shapes_location
    SHAPES_OBJECT            = local.shapes_object
    TOPIC                    = local.runs_topic
    DEAD_LETTER_SUBSCRIPTION = local.dead_letter_subscription
    DATABASE                 = "${local.database_of["operator"]};MaximumPoolSize=${local.migrator_at_once}"
    DATABASE_LOGIN           = "iam"
    MIN_CELSIUS              = tostring(var.temperature_limits.lowest)
    MAX_CELSIUS              = tostring(var.temperature_limits.highest)
    AGGREGATIONS             = local.aggregations
    GOOGLE_CLOUD_PROJECT     = var.project_id
  }, var.bigquery ? { EXPORT_BUCKET = local.export_location } : {})

  # Exit code 3 (something needs a person) fails the execution, and trying again would not help: no retries.
  operator_jobs = merge({
    reconcile = { args = ["reconcile", "--format", "json"], timeout = 1800 }
    verify    = { args = ["verify"], timeout = 3600 } # says which hours it wants to know: --args=verify,--from,DAY
    }, var.bigquery ? {
    export = { args = ["export", "--format", "json"], timeout = 3600 }
  } : {})

  scheduled_jobs = setintersection(["reconcile", "export"], keys(local.operator_jobs))
}

resource "google_cloud_run_v2_job" "migrate" {
  name                = "${var.name}-migrate"
  location            = var.region
  deletion_protection = var.deletion_protection

  template {
    labels     = local.labels
    task_count = 1

    template {
      service_account       = local.emails["migrator"]
      timeout               = "1800s"
      max_retries           = 0
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"
      encryption_key        = var.kms_key

      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"
        network_interfaces {
          network    = google_compute_network.main.id
          subnetwork = google_compute_subnetwork.main.id
        }
      }

      containers {
        image = try(var.images.cli, "")
        args = concat(
          ["migrate"],
          flatten([for user in local.writers : ["--writer", user]]),
          flatten([for user in local.reporters : ["--reporter", user]]),
        )

        resources {
          limits = { cpu = "1", memory = "512Mi" }
        }

        env {
          name = "DATABASE"
          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.migrator_database.secret_id
              version = google_secret_manager_secret_version.migrator_database.version
            }
          }
        }

        volume_mounts {
          name       = "database-ca"
          mount_path = local.server_ca_folder
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
  }

  lifecycle {
    ignore_changes = [client, client_version]

    precondition {
      condition     = var.images != null
      error_message = "images must be given: only the first step (delivery/bootstrap.sh) does without."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_secret_manager_secret_iam_member.migrator_database,
    google_secret_manager_secret_iam_member.database_ca,
    google_service_account_iam_member.deployer_acts_as,
    google_sql_user.writer,
    google_sql_user.reporter,
    google_sql_user.report,
  ]
}

resource "google_cloud_run_v2_job" "operator" {
  for_each = local.operator_jobs

  name                = "${var.name}-${each.key}"
  location            = var.region
  deletion_protection = var.deletion_protection

  template {
    labels     = local.labels
    task_count = 1

    template {
      service_account       = local.emails["operator"]
      timeout               = "${each.value.timeout}s"
      max_retries           = 0
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"
      encryption_key        = var.kms_key

      vpc_access {
        egress = "PRIVATE_RANGES_ONLY"
        network_interfaces {
          network    = google_compute_network.main.id
          subnetwork = google_compute_subnetwork.main.id
        }
      }

      containers {
        image = try(var.images.cli, "")
        args  = each.value.args

        resources {
          limits = { cpu = "1", memory = "1024Mi" }
        }

        dynamic "env" {
          for_each = local.operator_environment
          content {
            name  = env.key
            value = env.value
          }
        }

        volume_mounts {
          name       = "database-ca"
          mount_path = local.server_ca_folder
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
  }

  lifecycle {
    ignore_changes = [client, client_version]

    precondition {
      condition     = var.images != null
      error_message = "images must be given: only the first step (delivery/bootstrap.sh) does without."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_secret_manager_secret_iam_member.database_ca,
    google_service_account_iam_member.deployer_acts_as,
  ]
}

resource "google_cloud_run_v2_job_iam_member" "scheduler" {
  for_each = local.scheduled_jobs

  name     = google_cloud_run_v2_job.operator[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = local.members["scheduler"]
}

resource "google_cloud_run_v2_job_iam_member" "operators" {
  for_each = {
    for pair in setproduct(keys(local.operator_jobs), var.operators) : "${pair[0]} ${pair[1]}" =>
    { job = pair[0], member = pair[1] }
  }

  name     = google_cloud_run_v2_job.operator[each.value.job].name
  location = var.region
  role     = "roles/run.jobsExecutorWithOverrides"
  member   = each.value.member
}

moved {
  from = google_cloud_run_v2_job_iam_member.scheduler
  to   = google_cloud_run_v2_job_iam_member.scheduler["reconcile"]
}
