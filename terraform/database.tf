resource "google_sql_database_instance" "main" {
  name                = coalesce(var.database_instance, var.name)
  database_version    = "MYSQL_8_4"
  region              = var.region
  encryption_key_name = var.kms_key
  deletion_protection = var.deletion_protection # Terraform's own; settings.deletion_protection_enabled is Google's

  settings {
    edition                     = var.database_edition
    tier                        = var.database_tier
    availability_type           = var.database_high_availability ? "REGIONAL" : "ZONAL"
    disk_type                   = "PD_SSD"
    disk_size                   = var.database_disk_gb.size
    disk_autoresize             = true
    disk_autoresize_limit       = var.database_disk_gb.limit
    deletion_protection_enabled = var.deletion_protection
    user_labels                 = local.labels

    ip_configuration {
      ipv4_enabled    = false # no public address
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
      server_ca_mode  = "GOOGLE_MANAGED_INTERNAL_CA" # of this instance alone: SslMode=VerifyCA knows it by that
    }

    backup_configuration {
      enabled                        = true
      binary_log_enabled             = true # point-in-time recovery of MySQL
      start_time                     = var.database_backups.start
      location                       = var.region
      transaction_log_retention_days = var.database_backups.recovery_days

      backup_retention_settings {
        retained_backups = var.database_backups.kept
        retention_unit   = "COUNT"
      }
    }

    maintenance_window {
      day          = var.database_maintenance.day
      hour         = var.database_maintenance.hour
      update_track = "stable"
    }

    insights_config {
      query_insights_enabled  = true
      query_string_length     = 1024
      record_application_tags = false
      record_client_address   = false
    }

    dynamic "database_flags" {
      for_each = {
        cloudsql_iam_authentication = "on"
        local_infile                = "off"
        max_connections             = tostring(var.database_max_connections)
      }
      content {
        name  = database_flags.key
        value = database_flags.value
      }
    }
  }

  lifecycle {
    ignore_changes = [settings[0].disk_size] # it grows by itself

    precondition {
      condition     = local.connections < var.database_max_connections
      error_message = "Two revisions of aggregate and report may hold 2 x (database_pool x aggregate_max_instances + report_pool x report_max_instances) connections, and jobs ${local.connections_of_jobs}: ${local.connections} in all, which must be less than database_max_connections (${var.database_max_connections})."
    }

    precondition {
      condition     = var.database_edition == "ENTERPRISE_PLUS" || var.database_backups.recovery_days <= 7
      error_message = "database_backups.recovery_days must be at most 7 in the edition ENTERPRISE."
    }

    precondition {
      condition     = startswith(var.database_tier, "db-perf-optimized-") == (var.database_edition == "ENTERPRISE_PLUS")
      error_message = "database_tier must be a db-perf-optimized-N machine in the edition ENTERPRISE_PLUS, and none otherwise."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_service_networking_connection.database,
    google_kms_crypto_key_iam_member.agents,
  ]
}

resource "google_sql_database" "main" {
  name      = "isotherm"
  instance  = google_sql_database_instance.main.name
  charset   = "utf8mb4"
  collation = "utf8mb4_0900_ai_ci"
}
