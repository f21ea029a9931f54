# The shapes to begin with. Whatever is imported later (isotherm regions import) stays: Terraform only looks whether there
# is an object, never what is in it.
resource "google_storage_bucket_object" "shapes" {
  bucket       = google_storage_bucket.shapes.name
  name         = local.shapes_object
  source       = coalesce(var.shapes_file, "${path.module}/../data/regions.geojson")
  content_type = "application/geo+json"

  lifecycle {
    ignore_changes = [
      cache_control, content, content_disposition, content_encoding, content_language, content_type, detect_md5hash,
      metadata, source, source_md5hash, storage_class,
    ]
  }
}
