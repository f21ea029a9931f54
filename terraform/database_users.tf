# Users that log in by IAM have no password. What they may do in the database is granted by the migrate job
# (isotherm migrate --writer ... --reporter ..., with sql/grants.sql).

resource "google_sql_user" "writer" {
  for_each = {
    aggregate = local.emails["aggregate"]
    operator  = local.emails["operator"]
  }

  instance = google_sql_database_instance.main.name
  name     = each.value
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
}

resource "google_sql_user" "reporter" {
  for_each = var.analysts

  instance = google_sql_database_instance.main.name
  name     = each.value
  type     = endswith(each.value, ".gserviceaccount.com") ? "CLOUD_IAM_SERVICE_ACCOUNT" : "CLOUD_IAM_USER"
}

resource "google_sql_user" "report" {
  instance = google_sql_database_instance.main.name
  name     = local.emails["report"]
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
}

# The only user with a password. It is random, made anew in each run, and kept only when its version is raised: in the
# database and, as part of the connection string, in a secret. It is never in the state, in a plan or on a screen.
ephemeral "random_password" "migrator" {
  length  = 32
  special = false # 190 bits, and nothing that a connection string would have to escape
}

resource "google_sql_user" "migrator" {
  instance            = google_sql_database_instance.main.name
  name                = "migrator"
  host                = "%"
  password_wo         = ephemeral.random_password.migrator.result
  password_wo_version = var.migrator_password_version
}

# Logging in by IAM is granted on the project; the condition makes it this instance.
resource "google_project_iam_member" "database_login" {
  for_each = merge(
    {
      aggregate = local.members["aggregate"]
      operator  = local.members["operator"]
      report    = local.members["report"]
    },
    {
      for email in var.analysts : email =>
      "${endswith(email, ".gserviceaccount.com") ? "serviceAccount" : "user"}:${email}"
    },
  )

  project = var.project_id
  role    = "roles/cloudsql.instanceUser"
  member  = each.value

  condition {
    title       = "${var.name}-database"
    description = "The database of this installation only."
    expression  = "resource.type == 'sqladmin.googleapis.com/Instance' && resource.name == 'projects/${var.project_id}/instances/${google_sql_database_instance.main.name}'"
  }
}

locals {
  server           = "Server=${google_sql_database_instance.main.private_ip_address};Database=${google_sql_database.main.name};SslMode=VerifyCA;SslCa=${local.server_ca_folder}/${local.server_ca_file}"
  database_of      = { for name, user in merge(google_sql_user.writer, { report = google_sql_user.report }) : name => "${local.server};User ID=${user.name}" }
  migrator_at_once = 4
}
