# The key of the sensor API: Terraform makes the container, a person puts the key in, and it is never in the state:
#   gcloud secrets versions add isotherm-sensor-api-key --data-file=-
resource "google_secret_manager_secret" "sensor_api_key" {
  secret_id           = "${var.name}-sensor-api-key"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = var.region
        dynamic "customer_managed_encryption" {
          for_each = var.kms_key[*]
          content {
            kms_key_name = customer_managed_encryption.value
          }
        }
      }
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

# The connection string of the migrator, password and all.
resource "google_secret_manager_secret" "migrator_database" {
  secret_id           = "${var.name}-migrator-database"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = var.region
        dynamic "customer_managed_encryption" {
          for_each = var.kms_key[*]
          content {
            kms_key_name = customer_managed_encryption.value
          }
        }
      }
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

resource "google_secret_manager_secret_version" "migrator_database" {
  secret                 = google_secret_manager_secret.migrator_database.id
  secret_data_wo         = "${local.server};User ID=${google_sql_user.migrator.name};Password='${ephemeral.random_password.migrator.result}';MaximumPoolSize=${local.migrator_at_once}"
  secret_data_wo_version = var.migrator_password_version
  deletion_policy        = "ABANDON"
}

# The certificate by which the database server is known. Not secret: a secret is how Cloud Run gets a file.
resource "google_secret_manager_secret" "database_ca" {
  secret_id           = "${var.name}-database-ca"
  deletion_protection = var.deletion_protection

  replication {
    user_managed {
      replicas {
        location = var.region
        dynamic "customer_managed_encryption" {
          for_each = var.kms_key[*]
          content {
            kms_key_name = customer_managed_encryption.value
          }
        }
      }
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

# While the CA is rotated the instance has two, and the file holds both. Older versions stay: a revision that is gone back
# to has its own mounted.
resource "google_secret_manager_secret_version" "database_ca" {
  secret          = google_secret_manager_secret.database_ca.id
  secret_data     = join("\n", google_sql_database_instance.main.server_ca_cert[*].cert)
  deletion_policy = "ABANDON"
}

resource "google_secret_manager_secret_iam_member" "sensor_api_key" {
  for_each = merge(
    { fetch_reads = { role = "roles/secretmanager.secretAccessor", member = local.members["fetch"] } },
    { for member in var.operators : member => { role = "roles/secretmanager.secretVersionAdder", member = member } },
  )

  secret_id = google_secret_manager_secret.sensor_api_key.secret_id
  role      = each.value.role
  member    = each.value.member
}

resource "google_secret_manager_secret_iam_member" "migrator_database" {
  secret_id = google_secret_manager_secret.migrator_database.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = local.members["migrator"]
}

resource "google_secret_manager_secret_iam_member" "database_ca" {
  for_each = {
    aggregate = local.members["aggregate"]
    report    = local.members["report"]
    migrator  = local.members["migrator"]
    operator  = local.members["operator"]
  }

  secret_id = google_secret_manager_secret.database_ca.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = each.value
}
