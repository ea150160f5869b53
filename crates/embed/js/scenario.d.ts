// What goes in.
// Made from the Rust types and the field table by a test of crates/embed, which says how.

/** The short names of the products. */
export type PresetId =
  | "qemu"
  | "qemu-auto-converge"
  | "qemu-1.4"
  | "qemu-kvm"
  | "libvirt"
  | "kubevirt"
  | "kubevirt-1.4"
  | "kubevirt-1.3"
  | "nova"
  | "ovirt-minimal-downtime"
  | "ovirt-suspend"
  | "ovirt-post-copy"
  | "ovirt-very-large"
  | "proxmox"
  | "kvm-paper"
  | "kvm-source"
  | "xen"
  | "xen-3"
  | "xenserver"
  | "vmotion"
  | "vmotion-4.1"
  | "hyper-v"
  | "cloud-hypervisor"
  | "cloud-hypervisor-51"
  | "virtualbox"
  | "custom";

/** The fields of a scenario, as they are spelt for texts with units, and for words. */
export type Field =
  | "hypervisor"
  | "memory"
  | "workingSet"
  | "hotSet"
  | "dirtyRate"
  | "writes"
  | "shape"
  | "link"
  | "goodput"
  | "sharedBy"
  | "streamLimit"
  | "streams"
  | "tunnelLimit"
  | "otherDataFirst"
  | "downtimeLimit"
  | "downtimeSteps"
  | "downtimeDelayPerGib"
  | "stopThreshold"
  | "bandwidthCap"
  | "capInStop"
  | "loop"
  | "lookEvery"
  | "estimate"
  | "roundLimit"
  | "volumeLimit"
  | "volumeCounts"
  | "timeLimit"
  | "onLimit"
  | "slowDown"
  | "emptyPages"
  | "emptyRate"
  | "setup"
  | "compressedTo"
  | "deviceState"
  | "pageSize"
  | "pageHeader"
  | "emptyPage";

/** The fields of a scenario, as they are spelt for numbers, with the unit in the name. */
export type NumberField =
  | "memoryBytes"
  | "workingSetBytes"
  | "hotSetBytes"
  | "dirtyRatePagesPerSecond"
  | "linkBytesPerSecond"
  | "goodputShare"
  | "streamLimitBytesPerSecond"
  | "tunnelLimitBytesPerSecond"
  | "otherDataFirstBytes"
  | "downtimeLimitSeconds"
  | "downtimeDelayPerGibSeconds"
  | "stopThresholdPages"
  | "bandwidthCapBytesPerSecond"
  | "lookEverySeconds"
  | "timeLimitSeconds"
  | "emptyRatePagesPerSecond"
  | "setupSeconds"
  | "compressedToShare"
  | "deviceStateSeconds"
  | "pageSizeBytes"
  | "pageHeaderBytes"
  | "emptyPageBytes";

/**
 * What is to be migrated, and how. What is left out has its default, or the product's own value. Where a field has two spellings,
 * a text with a unit and a number with the unit in its name, one of the two may be given.
 */
export interface Scenario {
  /** The version of these names. */
  version?: 1;
  /**
   * The product that migrates the VM, with its own loop, rules and defaults.
   * Default: qemu.
   */
  hypervisor?: PresetId;
  /**
   * Configured memory of the VM.
   * For example: 64 GiB.
   * Default: 4 GiB.
   */
  memory?: string;
  /** The same as a number: instead of `memory`. */
  memoryBytes?: number;
  /**
   * Memory that holds data and must be sent. The rest is empty and goes by quickly.
   * For example: 4 GiB or 20 %.
   * Default: 70 %.
   */
  workingSet?: string;
  /** The same as a number: instead of `workingSet`. */
  workingSetBytes?: number;
  /**
   * The part of the working set that is rewritten while the VM is being migrated.
   * For example: 4 GiB or 20 %.
   * Default: 18 %.
   */
  hotSet?: string;
  /** The same as a number: instead of `hotSet`. */
  hotSetBytes?: number;
  /**
   * Page writes per second; a page counts as often as it is written again.
   * For example: 20000 pages/s or 80 MiB/s.
   * Default: 22000 pages/s.
   */
  dirtyRate?: string;
  /** The same as a number: instead of `dirtyRate`. */
  dirtyRatePagesPerSecond?: number;
  /**
   * Which page of the hot set is written when. The bound holds for any order unless one in the order of addresses is stated, at a steady rate; the simulated loop follows it.
   * - `"round-robin"`: page after page, in a circle
   * - `"in-order"`: one block, in the order of addresses
   * - `"uniform"`: any page, at random
   * - `"hot-sets"`: some pages more often than others
   * - `"phases"`: in phases, busy and quiet
   * - `"history"`: as a recorded history
   * - `"distinct"`: as many distinct pages as measured
   * Default: round-robin.
   */
  writes?: "round-robin" | "in-order" | "uniform" | "hot-sets" | "phases" | "history" | "distinct";
  /** How the writes are spread over pages or time, as shares of the hot set and of the dirty rate. */
  shape?: string;
  /**
   * bit/s is the line rate, bytes per second are payload, pages/s is the copy rate itself.
   * For example: 10 Gbit/s, 1.2 GB/s or 30000 pages/s.
   * Default: 10 Gbit/s.
   */
  link?: string;
  /** The same as a number: instead of `link`. */
  linkBytesPerSecond?: number;
  /**
   * Share of the line rate that is payload. 94.1 % is TCP over Ethernet: 1448 of 1538 bytes.
   * For example: 94.1 %.
   */
  goodput?: string;
  /** The same as a number: instead of `goodput`. */
  goodputShare?: number;
  /**
   * How many migrations share this link at the same time.
   * For example: 2.
   */
  sharedBy?: number | string;
  /**
   * What one stream carries at most, because one core drives it.
   * For example: 128 MiB/s or none.
   * Null: none.
   */
  streamLimit?: string | null;
  /** The same as a number: instead of `streamLimit`. */
  streamLimitBytesPerSecond?: number | null;
  /**
   * Connections that one migration sends through at the same time.
   * For example: 2.
   */
  streams?: number | string;
  /**
   * What a tunnel (SSH) or encryption (TLS) carries at most for one migration.
   * For example: 128 MiB/s or none.
   * Null: none.
   * Default: none.
   */
  tunnelLimit?: string | null;
  /** The same as a number: instead of `tunnelLimit`. */
  tunnelLimitBytesPerSecond?: number | null;
  /**
   * Data that goes over the link before the memory: local disks, as a rule.
   * For example: 64 GiB.
   * Default: 0 B.
   */
  otherDataFirst?: string;
  /** The same as a number: instead of `otherDataFirst`. */
  otherDataFirstBytes?: number;
  /**
   * The guest is stopped once the rest can be sent within this time.
   * For example: 300 ms.
   */
  downtimeLimit?: string;
  /** The same as a number: instead of `downtimeLimit`. */
  downtimeLimitSeconds?: number;
  /**
   * In how many steps the downtime limit is raised to its end.
   * For example: 2.
   */
  downtimeSteps?: number | string;
  /**
   * Time between two of these steps, for each GiB of memory and disks.
   * For example: 300 ms.
   */
  downtimeDelayPerGib?: string;
  /** The same as a number: instead of `downtimeDelayPerGib`. */
  downtimeDelayPerGibSeconds?: number;
  /**
   * The guest is stopped at so few pages, whatever time they take. None: the downtime limit decides.
   * For example: 50 pages or none.
   * Null: none.
   */
  stopThreshold?: string | null;
  /** The same as a number: instead of `stopThreshold`. */
  stopThresholdPages?: number | null;
  /**
   * The product's own limit on its sending rate while the guest runs.
   * For example: 128 MiB/s or none.
   * Null: none.
   */
  bandwidthCap?: string | null;
  /** The same as a number: instead of `bandwidthCap`. */
  bandwidthCapBytesPerSecond?: number | null;
  /** Whether the cap also holds while the guest is stopped. */
  capInStop?: boolean | "yes" | "no";
  /**
   * When the product looks which pages are dirty again, and tests whether to stop.
   * - `"fluid"`: looks at every tick
   * - `"threshold"`: looks when little is left
   * - `"rounds"`: looks after each round
   * - `"estimate"`: looks before each round
   * - `"overtaken"`: looks after each round, stops during the next
   * - `"vote"`: votes after each pass
   */
  loop?: "fluid" | "threshold" | "rounds" | "estimate" | "overtaken" | "vote";
  /**
   * Time between two looks at the dirty pages, or the length of a send burst; rounds need none.
   * For example: 300 ms.
   */
  lookEvery?: string;
  /** The same as a number: instead of `lookEvery`. */
  lookEverySeconds?: number;
  /**
   * The bandwidth by which the product divides when it estimates the downtime.
   * - `"last-window"`: of the last moment
   * - `"mean"`: mean since the start
   * - `"last-round"`: of the round before
   * - `"burst"`: inside a send burst
   */
  estimate?: "last-window" | "mean" | "last-round" | "burst";
  /**
   * Pre-copy is given up after so many rounds; the first pass is round 1.
   * For example: 5 or none.
   * Null: none.
   */
  roundLimit?: number | string | null;
  /**
   * Pre-copy is given up after so many times the memory size.
   * For example: 5 or none.
   * Null: none.
   */
  volumeLimit?: number | string | null;
  /**
   * What the volume limit counts: time at the copy rate, as the paper has it, or bytes sent.
   * - `"time"`: the time it would take
   * - `"bytes"`: bytes sent
   */
  volumeCounts?: "time" | "bytes";
  /**
   * Pre-copy is given up after this time.
   * For example: 10 min or none.
   * Null: none.
   */
  timeLimit?: string | null;
  /** The same as a number: instead of `timeLimit`. */
  timeLimitSeconds?: number | null;
  /**
   * What happens when pre-copy is given up.
   * - `"stop-and-copy"`: stop the guest and copy the rest
   * - `"pause"`: pause the guest and go on
   * - `"post-copy"`: switch to post-copy
   * - `"raise-limit"`: raise the downtime limit until it stops the guest
   * - `"stop-if-short"`: stop if the rest takes less than 100 s
   */
  onLimit?: "stop-and-copy" | "cancel" | "pause" | "post-copy" | "raise-limit" | "stop-if-short";
  /** Whether a guest that writes too fast is slowed down. */
  slowDown?: boolean | "yes" | "no";
  /**
   * How pages without data travel.
   * - `"scanned"`: recognised by a scan
   * - `"skipped"`: not looked at
   * - `"full"`: sent in full
   */
  emptyPages?: "scanned" | "skipped" | "full";
  /**
   * Empty pages passed over per second; the sender's scan for zeros bounds it.
   * For example: 5000000 pages/s or unlimited.
   * Null: none.
   */
  emptyRate?: string | null;
  /** The same as a number: instead of `emptyRate`. */
  emptyRatePagesPerSecond?: number | null;
  /**
   * What passes before anything is sent: connection, checks, reservation at the destination.
   * For example: 300 ms.
   */
  setup?: string;
  /** The same as a number: instead of `setup`. */
  setupSeconds?: number;
  /**
   * What compression leaves of a page. The bound takes no advantage of what only pages sent again save.
   * For example: 94.1 %.
   */
  compressedTo?: string;
  /** The same as a number: instead of `compressedTo`. */
  compressedToShare?: number;
  /**
   * Device state, start at the destination and all else that is in the downtime whatever the memory does.
   * For example: 300 ms.
   */
  deviceState?: string;
  /** The same as a number: instead of `deviceState`. */
  deviceStateSeconds?: number;
  /**
   * Size of a page as the product's dirty tracking sees it, also for huge pages.
   * For example: 64 GiB.
   */
  pageSize?: string;
  /** The same as a number: instead of `pageSize`. */
  pageSizeBytes?: number;
  /**
   * Bytes on the wire beside the content of each page.
   * For example: 64 GiB.
   */
  pageHeader?: string;
  /** The same as a number: instead of `pageHeader`. */
  pageHeaderBytes?: number;
  /**
   * Bytes on the wire for an empty page.
   * For example: 64 GiB.
   */
  emptyPage?: string;
  /** The same as a number: instead of `emptyPage`. */
  emptyPageBytes?: number;
}
