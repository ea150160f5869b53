//! oVirt: the policy of a cluster. What is inside a policy is not set on its pages.

use precopy_model::scenario::Source;

use super::form::{Form, Line, Takes, line};
use super::{Acts, Language};

const GUIDE: Source = Source::documentation(
    "Red Hat Virtualization 4.3 Administration Guide",
    "8.2.4 Cluster Migration Policy Settings Explained",
);
const POLICIES: Source = Source::code(
    "ovirt-engine 0111fc6303 (4.5.7)",
    "packaging/dbscripts/upgrade/pre_upgrade/0000_config.sql, MigrationPolicies",
);

const fn policy(id: &'static str, name: &'static str, source: Source) -> Line {
    line(Takes::Policy(id), name, source)
}

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::Steps,
    acts: Acts::Cluster,
    note: "Of the cluster. A VM can have another one, among its own settings.",
    head: "Compute → Clusters → CLUSTER → Edit → Migration Policy: ",
    between: "",
    tail: "",
    begins: false,
    lines: &[
        policy("ovirt-minimal-downtime", "Minimal downtime", GUIDE),
        policy("ovirt-suspend", "Suspend workload if needed", GUIDE),
        policy("ovirt-post-copy", "Post-copy migration", GUIDE),
        policy("ovirt-very-large", "Very large VMs", POLICIES),
    ],
}];
