# One identity for each thing that acts. What each may do is granted beside the resource that it may do it to, never on
# the project where a resource can carry the grant; the table in docs/security.md lists all of it, and a test compares.

resource "google_service_account" "scheduler" {
  account_id   = "${var.name}-scheduler"
  display_name = "Isotherm: Cloud Scheduler"
  description  = "Calls fetch and starts the reconcile job."

  depends_on = [google_project_service.apis]
}

resource "google_service_account" "push" {
  account_id   = "${var.name}-push"
  display_name = "Isotherm: Pub/Sub push"
  description  = "Calls aggregate."

  depends_on = [google_project_service.apis]
}

resource "google_service_account" "fetch" {
  account_id   = "${var.name}-fetch"
  display_name = "Isotherm: fetch"
  description  = "Keeps answers of the sensor API and announces them."

  depends_on = [google_project_service.apis]
}

resource "google_service_account" "aggregate" {
  account_id   = "${var.name}-aggregate"
  display_name = "Isotherm: aggregate"
  description  = "Turns raw objects into rows."

  depends_on = [google_project_service.apis]
}

resource "google_service_account" "report" {
  account_id   = "${var.name}-report"
  display_name = "Isotherm: report"
  description  = "Shows what the tables say, and changes nothing."

  depends_on = [google_project_service.apis]
}

resource "google_service_account" "migrator" {
  account_id   = "${var.name}-migrator"
  display_name = "Isotherm: migrator"
  description  = "Runs the migrations of the database."

  depends_on = [google_project_service.apis]
}

resource "google_service_account" "operator" {
  account_id   = "${var.name}-operator"
  display_name = "Isotherm: operator"
  description  = "What the command line runs as: reconcile, verify, replay, dead letters, shapes."

  depends_on = [google_project_service.apis]
}

# Pub/Sub makes the tokens with which it pushes. Its own role allows that for every account of the project; this grant
# says for which one it is meant, and is enough where that role was taken away.
resource "google_service_account_iam_member" "push_tokens" {
  service_account_id = local.accounts["push"]
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = local.pubsub_agent

  depends_on = [google_pubsub_topic.runs] # with the first topic the agent is there
}
