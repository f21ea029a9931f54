# Metrics from log lines: docs/observability.md. Every named value of a line is a field of its own, so a metric needs the
# event id and no regular expression.

locals {
  lines_of = {
    fetch     = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.name}-fetch\""
    aggregate = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.name}-aggregate\""
    report    = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.name}-report\""
    both      = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(\"${var.name}-fetch\" OR \"${var.name}-aggregate\")"
  }

  counters = {
    runs-committed = {
      description = "Runs that fetch committed, or announced again."
      filter      = "${local.lines_of.fetch} AND labels.event_id=\"1001\""
      labels      = { state = "EXTRACT(jsonPayload.state)" }
    }
    answers-refused = {
      description = "Answers of the sensor API that made no run: they lie in quarantine."
      filter      = "${local.lines_of.fetch} AND labels.event_id=\"1003\""
      labels      = {}
    }
    parts-recorded = {
      description = "Parts that aggregate recorded, or found recorded."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=\"2001\""
      labels      = { outcome = "EXTRACT(jsonPayload.outcome)" }
    }
    dead-letters = {
      description = "Messages that can never succeed."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=\"2003\""
      labels      = {}
    }
    tries-again = {
      description = "Requests answered with 503, to be sent again."
      filter      = "${local.lines_of.both} AND labels.event_id=(\"1004\" OR \"2004\")"
      labels      = { event = "EXTRACT(labels.event_id)" }
    }
    failures = {
      description = "Requests answered with 500, and starts that failed."
      filter      = "((${local.lines_of.both}) OR (${local.lines_of.report})) AND labels.event_id=(\"1005\" OR \"2005\" OR \"3003\" OR \"9005\")"
      labels      = { event = "EXTRACT(labels.event_id)" }
    }
    source-changed = {
      description = "Parts in which half the readings or more are rejects: the source has changed its form."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=\"2010\""
      labels      = {}
    }
    shapes-refused = {
      description = "New shapes that were refused, or no shapes at all."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=(\"2012\" OR \"2013\")"
      labels      = { event = "EXTRACT(labels.event_id)" }
    }
  }

  distributions = {
    readings-usable = {
      description = "Usable readings of a part."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=\"2001\" AND jsonPayload.outcome=\"Recorded\""
      value       = "EXTRACT(jsonPayload.usable)"
      unit        = "1"
    }
    readings-rejected = {
      description = "Rejects of a part."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=\"2001\" AND jsonPayload.outcome=\"Recorded\""
      value       = "EXTRACT(jsonPayload.rejects)"
      unit        = "1"
    }
    aggregate-milliseconds = {
      description = "From a message to its line."
      filter      = "${local.lines_of.aggregate} AND labels.event_id=\"2001\""
      value       = "EXTRACT(jsonPayload.ms)"
      unit        = "ms"
    }
    fetch-milliseconds = {
      description = "From the start of a run to its line."
      filter      = "${local.lines_of.fetch} AND labels.event_id=\"1001\""
      value       = "EXTRACT(jsonPayload.ms)"
      unit        = "ms"
    }
  }
}

resource "google_logging_metric" "counter" {
  for_each = local.counters

  name             = "${var.name}/${each.key}"
  description      = each.value.description
  filter           = each.value.filter
  label_extractors = each.value.labels

  metric_descriptor {
    display_name = "Isotherm: ${replace(each.key, "-", " ")}"
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"

    dynamic "labels" {
      for_each = each.value.labels
      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }

  depends_on = [google_project_service.apis]
}

resource "google_logging_metric" "distribution" {
  for_each = local.distributions

  name            = "${var.name}/${each.key}"
  description     = each.value.description
  filter          = each.value.filter
  value_extractor = each.value.value

  metric_descriptor {
    display_name = "Isotherm: ${replace(each.key, "-", " ")}"
    metric_kind  = "DELTA"
    value_type   = "DISTRIBUTION"
    unit         = each.value.unit
  }

  bucket_options {
    exponential_buckets {
      num_finite_buckets = 32
      growth_factor      = 2
      scale              = 1
    }
  }

  depends_on = [google_project_service.apis]
}
