resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  display_name = "Isotherm: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }
  user_labels  = local.labels

  depends_on = [google_project_service.apis]
}

check "somebody_is_told" {
  assert {
    condition     = length(local.channels) > 0
    error_message = "Nobody is told when an alert fires: give alert_emails or notification_channels."
  }
}
