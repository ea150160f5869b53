//! What the guest needs of its machine (a PC): ports, the timer interrupt, a clock, the port that the lab listens on.

use core::arch::asm;

/// Where the working set begins.
pub(crate) const BASE: u32 = 4 << 20;

/// Bytes of a page.
pub(crate) const PAGE_BYTES: u32 = 4096;

/// The ACPI timer, where QEMU's firmware puts it; 24 bits. It stands still while the guest does, and goes on at the destination.
const CLOCK_PORT: u16 = 0x608;

/// How fast the ACPI timer runs.
pub(crate) const CLOCK_HZ: u32 = 3_579_545;

/// QEMU's debug console.
const REPORT_PORT: u16 = 0xE9;

/// The first byte of every report.
const REPORT_MARK: u8 = 0xA5;

/// An entry of the interrupt table: offset in two halves, selector, kind.
#[repr(C)]
#[derive(Clone, Copy)]
struct Gate(u16, u16, u16, u16);

#[repr(C, packed)]
struct TablePointer(u16, u32);

const VECTORS: usize = 48;
const TIMER_VECTOR: usize = 32;

static mut GATES: [Gate; VECTORS] = [Gate(0, 0, 0, 0); VECTORS];

#[repr(align(4096))]
struct PageDirectory([u32; 1024]);

static mut DIRECTORY: PageDirectory = PageDirectory([0; 1024]);

unsafe extern "C" {
    /// The interrupt's entry, in boot.s.
    fn timer();

    /// Sleeps until it, in boot.s.
    #[link_name = "wait_for_tick"]
    fn sleep();
}

fn out(port: u16, byte: u8) {
    // SAFETY: a port cannot break memory; what the device does is meant.
    unsafe { asm!("out dx, al", in("dx") port, in("al") byte, options(nomem, nostack)) };
}

/// The clock's reading, in its own ticks.
pub(crate) fn clock() -> u32 {
    let reading: u32;
    // SAFETY: reading the timer changes nothing.
    unsafe { asm!("in eax, dx", in("dx") CLOCK_PORT, out("eax") reading, options(nomem, nostack)) };
    reading
}

/// Ticks from one reading to a later one, across its end at 24 bits (4.7 s).
pub(crate) fn ticks_between(before: u32, now: u32) -> u32 {
    now.wrapping_sub(before) & 0x00FF_FFFF
}

/// Sets up the 1 kHz timer as the only interrupt, and paging where translations are to be flushed.
///
/// # Safety
///
/// Once, before interrupts are on.
pub(crate) unsafe fn start_timer(paging: bool) {
    let handler = timer as *const () as u32;
    let gates = &raw mut GATES;
    for vector in TIMER_VECTOR..VECTORS {
        // SAFETY: nothing else knows the table yet.
        unsafe { (*gates)[vector] = Gate(handler as u16, 0x08, 0x8E00, (handler >> 16) as u16) };
    }
    let pointer = TablePointer((VECTORS * 8 - 1) as u16, gates as u32);
    // SAFETY: the table is complete.
    unsafe { asm!("lidt [{}]", in(reg) &raw const pointer, options(nostack)) };
    // The interrupt controllers: vectors from 32, only the timer let through.
    for (port, byte) in [
        (0x20, 0x11),
        (0xA0, 0x11),
        (0x21, 32),
        (0xA1, 40),
        (0x21, 4),
        (0xA1, 2),
        (0x21, 1),
        (0xA1, 1),
        (0x21, 0xFE),
        (0xA1, 0xFF),
    ] {
        out(port, byte);
    }
    // The timer: channel 0, every 1193 of its ticks of 1.193182 MHz.
    for (port, byte) in [(0x43, 0x34), (0x40, 1193_u16 as u8), (0x40, (1193_u16 >> 8) as u8)] {
        out(port, byte);
    }
    if paging {
        let directory = &raw mut DIRECTORY;
        for entry in 0..1024 {
            // Present, writable, 4 MiB: every address means itself.
            // SAFETY: as above.
            unsafe { (*directory).0[entry] = ((entry as u32) << 22) | 0x83 };
        }
        // SAFETY: code and stack stay where they are.
        unsafe {
            asm!(
                "mov {0}, cr4", "or {0}, 0x10", "mov cr4, {0}", "mov cr3, {1}", "mov {0}, cr0", "or {0}, 0x80000000", "mov cr0, {0}",
                out(reg) _, in(reg) directory, options(nostack)
            );
        }
    }
}

/// Sleeps until the next tick.
pub(crate) fn wait_for_tick() {
    // SAFETY: the interrupt is set up; it comes back with interrupts off.
    unsafe { sleep() };
}

/// Copies words, in one instruction.
///
/// # Safety
///
/// So many words can be read and written there.
pub(crate) unsafe fn copy(from: *const u32, to: *mut u32, words: usize) {
    // SAFETY: as promised. LLVM keeps esi for itself, so it is saved by hand.
    unsafe {
        asm!("xchg esi, {0:e}", "rep movsd", "xchg esi, {0:e}",
            inout(reg) from => _, inout("edi") to => _, inout("ecx") words => _, options(nostack))
    };
}

/// Forgets all address translations. QEMU before 8 with TCG needs it: it notes a write to a page it thinks known nowhere.
pub(crate) fn flush_translations() {
    // SAFETY: the same directory again.
    unsafe { asm!("mov {0}, cr3", "mov cr3, {0}", out(reg) _, options(nostack)) };
}

/// Stops for good.
pub(crate) fn halt() -> ! {
    loop {
        // SAFETY: nothing follows.
        unsafe { asm!("cli", "hlt", options(nomem, nostack)) };
    }
}

/// Tells the lab clock and number of writes: ten bytes, the last one the others' exclusive or.
pub(crate) fn report(clock: u32, written: u32) {
    let (c, w) = (clock.to_le_bytes(), written.to_le_bytes());
    let mut check = 0;
    for byte in [REPORT_MARK, c[0], c[1], c[2], c[3], w[0], w[1], w[2], w[3]] {
        check ^= byte;
        out(REPORT_PORT, byte);
    }
    out(REPORT_PORT, check);
}
