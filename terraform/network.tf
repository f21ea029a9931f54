# The database has a private address only; whoever uses it has an interface in this network (direct VPC egress), and
# sends only private addresses through it. Everything else, such as fetch's way to the sensor API, needs no network here.

resource "google_compute_network" "main" {
  name                    = var.name
  description             = "The way to the database."
  auto_create_subnetworks = false

  depends_on = [google_project_service.apis]
}

resource "google_compute_subnetwork" "main" {
  name                     = "${var.name}-${var.region}"
  description              = "Interfaces of aggregate and of the jobs."
  network                  = google_compute_network.main.id
  region                   = var.region
  ip_cidr_range            = var.subnet_range
  private_ip_google_access = true
}

resource "google_compute_global_address" "database" {
  name          = "${var.name}-database"
  description   = "Addresses that Cloud SQL takes."
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
  network       = google_compute_network.main.id
}

resource "google_service_networking_connection" "database" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.database.name]

  # Google keeps its side for days after the database is gone, and deleting the connection fails for as long.
  deletion_policy = "ABANDON"
}
