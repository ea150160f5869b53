//! KubeVirt: a policy for some VMs, or the resource of the whole cluster.

use precopy_model::scenario::Source;

use super::form::{Form, Line, Takes, line};
use super::{Acts, Language};

const fn configuration(place: &'static str) -> Source {
    Source::code("KubeVirt d923fdb815 (after 1.9.0), pkg/virt-config/virt-config.go", place)
}
const POLICY_GUIDE: Source =
    Source::documentation("KubeVirt user guide, docs/cluster_admin/migration_policies.md", "Migration Configurations");
const LIMITS: Source = configuration("parallelOutboundMigrationsPerNode");
const DISRUPTION: Source =
    configuration("allowWorkloadDisruption, since 1.5; follows allowPostCopy where it is not set");
const NO_LIMIT: Source = configuration("bandwidthPerMigration: 0Mi is no limit");

const POLICY_NOTE: &str = "For the VMs whose labels it names. The interface is v1alpha1: it may change. Where it says nothing, the cluster's values count.";

const POLICY: Form = Form {
    language: Language::Yaml,
    acts: Acts::Cluster,
    note: POLICY_NOTE,
    head: "apiVersion: migrations.kubevirt.io/v1alpha1\nkind: MigrationPolicy\nmetadata:\n  name: NAME\nspec:\n",
    between: "",
    tail: "  selectors:\n    virtualMachineInstanceSelector:\n      LABEL: VALUE",
    begins: false,
    lines: &[
        Line { after: "Mi\n", ..line(Takes::CapMib, "  bandwidthPerMigration: ", POLICY_GUIDE) },
        line(Takes::NoCap, "  bandwidthPerMigration: 0Mi\n", NO_LIMIT),
        Line { after: "\n", ..line(Takes::TimeSeconds, "  completionTimeoutPerGiB: ", POLICY_GUIDE) },
        line(Takes::SlowedDown, "  allowAutoConverge: true\n", POLICY_GUIDE),
        line(Takes::Action("pause"), "  allowPostCopy: false\n  allowWorkloadDisruption: true\n", DISRUPTION),
        line(Takes::Action("post-copy"), "  allowPostCopy: true\n  allowWorkloadDisruption: true\n", DISRUPTION),
    ],
};

const CLUSTER_NOTE: &str = "Where the HyperConverged operator manages KubeVirt, it keeps these values in liveMigrationConfig, and undoes what is changed here.";

const CLUSTER: Form = Form {
    note: CLUSTER_NOTE,
    head: "apiVersion: kubevirt.io/v1\nkind: KubeVirt\nmetadata:\n  name: kubevirt\n  namespace: kubevirt\nspec:\n  configuration:\n    \
           migrations:",
    tail: "",
    lines: &[
        Line {
            after: "Mi",
            ..line(Takes::CapMib, "\n      bandwidthPerMigration: ", configuration("bandwidthPerMigration"))
        },
        line(Takes::NoCap, "\n      bandwidthPerMigration: 0Mi", NO_LIMIT),
        line(Takes::TimeSeconds, "\n      completionTimeoutPerGiB: ", configuration("completionTimeoutPerGiB")),
        line(Takes::SharedBy, "\n      parallelOutboundMigrationsPerNode: ", LIMITS),
        line(Takes::SlowedDown, "\n      allowAutoConverge: true", configuration("allowAutoConverge")),
        line(Takes::Action("pause"), "\n      allowPostCopy: false\n      allowWorkloadDisruption: true", DISRUPTION),
        line(
            Takes::Action("post-copy"),
            "\n      allowPostCopy: true\n      allowWorkloadDisruption: true",
            DISRUPTION,
        ),
    ],
    ..POLICY
};

pub(super) const SINCE_1_5: &[Form] = &[POLICY, CLUSTER];

/// Before 1.5 there was no pausing.
const OLD_POLICY: Form = Form {
    lines: &[
        Line { after: "Mi\n", ..line(Takes::CapMib, "  bandwidthPerMigration: ", POLICY_GUIDE) },
        line(Takes::NoCap, "  bandwidthPerMigration: 0Mi\n", NO_LIMIT),
        Line { after: "\n", ..line(Takes::TimeSeconds, "  completionTimeoutPerGiB: ", POLICY_GUIDE) },
        line(Takes::SlowedDown, "  allowAutoConverge: true\n", POLICY_GUIDE),
        line(Takes::Action("post-copy"), "  allowPostCopy: true\n", POLICY_GUIDE),
    ],
    ..POLICY
};

const OLD_CLUSTER: Form = Form {
    lines: &[
        Line {
            after: "Mi",
            ..line(Takes::CapMib, "\n      bandwidthPerMigration: ", configuration("bandwidthPerMigration"))
        },
        line(Takes::NoCap, "\n      bandwidthPerMigration: 0Mi", NO_LIMIT),
        line(Takes::TimeSeconds, "\n      completionTimeoutPerGiB: ", configuration("completionTimeoutPerGiB")),
        line(Takes::SharedBy, "\n      parallelOutboundMigrationsPerNode: ", LIMITS),
        line(Takes::SlowedDown, "\n      allowAutoConverge: true", configuration("allowAutoConverge")),
        line(Takes::Action("post-copy"), "\n      allowPostCopy: true", configuration("allowPostCopy")),
    ],
    ..CLUSTER
};

pub(super) const UNTIL_1_4: &[Form] = &[OLD_POLICY, OLD_CLUSTER];
