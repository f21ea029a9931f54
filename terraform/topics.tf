# Without a schema of Pub/Sub, on purpose. A schema is checked when a message is published, and at that moment the answer
# of the sensor API is kept and its run committed: refusing could only lose the announcement. It would refuse fields that
# it does not know, while a reader here must ignore them (fetch is deployed before aggregate), and messages of last year,
# which a replay publishes word for word from the manifest. Aggregate checks every message itself, version first, against
# the manifest, and puts what cannot be used into the dead letters with a reason for a person.

resource "google_pubsub_topic" "runs" {
  name         = "${var.name}-runs"
  kms_key_name = var.kms_key

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

resource "google_pubsub_topic" "dead_letters" {
  name         = "${var.name}-dead-letters"
  kms_key_name = var.kms_key

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

resource "google_pubsub_topic_iam_member" "runs" {
  for_each = {
    fetch_announces    = local.members["fetch"]
    operator_announces = local.members["operator"]
  }

  topic  = google_pubsub_topic.runs.name
  role   = "roles/pubsub.publisher"
  member = each.value
}

# Aggregate puts aside what can never succeed; Pub/Sub itself what was delivered too often.
resource "google_pubsub_topic_iam_member" "dead_letters" {
  for_each = {
    aggregate_puts_aside = local.members["aggregate"]
    pubsub_gives_up      = local.pubsub_agent
  }

  topic  = google_pubsub_topic.dead_letters.name
  role   = "roles/pubsub.publisher"
  member = each.value
}
