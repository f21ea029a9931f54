# Cloud Build runs Terraform as this account. Predefined roles, one for each kind of thing that this folder makes; never
# owner or editor. On the project it can hand out nothing but the right to log in to the database and the right to see metrics, so
# it cannot widen its own rights there: when this list grows, a person runs delivery/bootstrap.sh again.

locals {
  deployer_may_grant = ["roles/cloudsql.instanceUser", "roles/monitoring.viewer"]

  deployer_roles = merge(var.report_iap ? { "roles/iap.admin" = null } : {}, {
    "roles/artifactregistry.admin"               = null
    "roles/bigquery.dataOwner"                   = null
    "roles/cloudscheduler.admin"                 = null
    "roles/containeranalysis.notes.editor"       = null
    "roles/containeranalysis.occurrences.editor" = null
    "roles/cloudsql.admin"                       = null
    "roles/compute.networkAdmin"                 = null
    "roles/iam.serviceAccountAdmin"              = null
    "roles/logging.configWriter"                 = null
    "roles/logging.logWriter"                    = null
    "roles/logging.viewer"                       = null
    "roles/monitoring.editor"                    = null
    "roles/pubsub.admin"                         = null
    "roles/run.admin"                            = null
    "roles/secretmanager.admin"                  = null
    "roles/serviceusage.serviceUsageAdmin"       = null
    "roles/storage.admin"                        = null
    "roles/resourcemanager.projectIamAdmin" = {
      title       = "logins-and-metrics-only"
      description = "May grant and revoke nothing on the project but the login to the database and the sight of metrics."
      expression  = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${join(", ", formatlist("'%s'", local.deployer_may_grant))}])"
    }
  })
}

resource "google_service_account" "deployer" {
  account_id   = "${var.name}-deployer"
  display_name = "Isotherm: deployer"
  description  = "Builds, applies Terraform, runs the migrations and the smoke test."

  depends_on = [google_project_service.apis]
}

resource "google_project_iam_member" "deployer" {
  for_each = local.deployer_roles

  project = var.project_id
  role    = each.key
  member  = local.members["deployer"]

  dynamic "condition" {
    for_each = each.value[*]
    content {
      title       = condition.value.title
      description = condition.value.description
      expression  = condition.value.expression
    }
  }
}

# To give a service, a job, a schedule or a subscription its account. These accounts and no others: not the default one.
resource "google_service_account_iam_member" "deployer_acts_as" {
  for_each = {
    scheduler = local.accounts["scheduler"]
    push      = local.accounts["push"]
    fetch     = local.accounts["fetch"]
    aggregate = local.accounts["aggregate"]
    report    = local.accounts["report"]
    migrator  = local.accounts["migrator"]
    operator  = local.accounts["operator"]
  }

  service_account_id = each.value
  role               = "roles/iam.serviceAccountUser"
  member             = local.members["deployer"]
}

# The smoke test calls a new revision as its caller would; report is called by people, and for them by the operator.
resource "google_service_account_iam_member" "deployer_calls_as" {
  for_each = {
    scheduler = local.accounts["scheduler"]
    push      = local.accounts["push"]
    operator  = local.accounts["operator"]
  }

  service_account_id = each.value
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = local.members["deployer"]
}
