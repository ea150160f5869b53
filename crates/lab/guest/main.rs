//! The guest whose migrations are recorded: it fills its working set with pseudo-random words, then writes to its hot set
//! at a known rate, and reports once a millisecond. It has no operating system, so every page that changes is known.
//!
//! The lab builds it with `rustc` when it records; it is no member of the workspace, because nothing here could be done
//! without unsafe code: it is the whole program of a bare machine, one thread without a heap.

#![no_std]
#![no_main]
#![no_builtins] // there is no C library whose functions a loop could be turned into
#![deny(warnings, unsafe_op_in_unsafe_fn)]

mod machine;
mod options;
mod writer;

use core::panic::PanicInfo;

use machine::{BASE, PAGE_BYTES};
use options::Options;
use writer::Writer;

core::arch::global_asm!(include_str!("boot.s"));

/// Called by `start` with the multiboot information.
///
/// # Safety
///
/// Only `start` may call it, once, with the pointer that the boot loader left.
#[unsafe(no_mangle)]
unsafe extern "C" fn main(information: *const u32) -> ! {
    // SAFETY: the fifth word of the information is the address of the command line, as multiboot has it.
    let options = unsafe { Options::read(*information.add(4) as *const u8) };
    fill(options.wset_pages);
    // SAFETY: this is the only program on this machine, and it does so once.
    unsafe { machine::start_timer(options.flush) };
    let mut writer = Writer::new(&options);
    let mut before = machine::clock();
    loop {
        machine::wait_for_tick();
        if options.flush {
            machine::flush_translations();
        }
        let now = machine::clock();
        writer.pass(machine::ticks_between(before, now));
        before = now;
        machine::report(writer.clock(), writer.written());
    }
}

/// Words of noise: each page is a stretch of it.
static mut NOISE: [u32; NOISE_WORDS] = [0; NOISE_WORDS];
const NOISE_WORDS: usize = 8192;
const PAGE_WORDS: usize = PAGE_BYTES as usize / 4;

/// Fills the working set with pages that no compression makes smaller (xorshift), and of which no two are the same: the first word is the
/// number of the write that put it there, 0 for none so far, the second the page's own number. Pages are copied, in one instruction each,
/// because a KVM that emulates this code would take minutes to make up each word.
fn fill(pages: u32) {
    let noise = (&raw mut NOISE).cast::<u32>();
    let mut word = 0x9E37_79B9_u32;
    for index in 0..NOISE_WORDS {
        word ^= word << 13;
        word ^= word >> 17;
        word ^= word << 5;
        // SAFETY: within the array, which nothing else uses.
        unsafe { noise.add(index).write(word) };
    }
    for page in 0..pages {
        let start = (BASE + page * PAGE_BYTES) as *mut u32;
        let stretch = (page as usize * 7) % (NOISE_WORDS - PAGE_WORDS);
        // SAFETY: the lab gives the machine more memory than BASE and the working set.
        unsafe {
            machine::copy(noise.add(stretch), start, PAGE_WORDS);
            start.write_volatile(0);
            start.add(1).write_volatile(page);
        }
    }
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    machine::halt()
}
