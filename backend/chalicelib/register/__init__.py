"""The register: who there is. Customers, sites, contacts, people, assignments, policies; read often, changed seldom."""
