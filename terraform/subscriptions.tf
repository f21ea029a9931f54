# A subscription of our own rather than the trigger of a function: only so can ack deadline, back-off, dead letters and
# retention be said.

resource "google_pubsub_subscription" "aggregate" {
  name                       = "${var.name}-aggregate"
  topic                      = local.runs_topic
  ack_deadline_seconds       = var.aggregate_deadlines.ack
  message_retention_duration = "${var.message_retention_days * 86400}s"

  push_config {
    push_endpoint = "${google_cloud_run_v2_service.aggregate.uri}/"

    oidc_token {
      service_account_email = local.emails["push"]
      audience              = local.push_audience
    }
  }

  # Doubling from 10 s to 10 min, 100 attempts last about 16 hours: an outage makes no dead letters.
  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = local.dead_letter_topic
    max_delivery_attempts = var.delivery_attempts
  }

  expiration_policy {
    ttl = "" # never, however quiet the feed
  }

  lifecycle {
    precondition {
      condition     = var.aggregate_deadlines.ack >= var.aggregate_deadlines.request + local.deadline_step
      error_message = "aggregate_deadlines.ack must be at least ${local.deadline_step} s more than request (${var.aggregate_deadlines.request} s): a message is delivered again while the first delivery still runs."
    }
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.aggregate,
    google_pubsub_topic_iam_member.dead_letters,
    google_service_account_iam_member.push_tokens,
    google_service_account_iam_member.deployer_acts_as,
  ]
}

# A dead-letter topic that nobody subscribes to loses what is put there. Read by isotherm dead-letters.
resource "google_pubsub_subscription" "dead_letters" {
  name                       = "${var.name}-dead-letters"
  topic                      = local.dead_letter_topic
  ack_deadline_seconds       = 60
  message_retention_duration = "${var.message_retention_days * 86400}s"

  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub takes a message off the subscription when it moves it to the dead letters.
resource "google_pubsub_subscription_iam_member" "aggregate" {
  subscription = google_pubsub_subscription.aggregate.name
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead_letters" {
  subscription = google_pubsub_subscription.dead_letters.name
  role         = "roles/pubsub.subscriber"
  member       = local.members["operator"]
}
