# The first instructions (multiboot leaves the processor in flat 32-bit mode) and the one interrupt that is served.
.section .multiboot, "a"
.align 4
.long 0x1BADB002, 0, -0x1BADB002

.section .text
.global start
start:
    mov esp, offset stack_end
    lgdt [gdt_pointer]
    jmp 0x08, offset flat
flat:
    mov ax, 0x10
    mov ds, ax
    mov es, ax
    mov fs, ax
    mov gs, ax
    mov ss, ax
    push ebx            # the multiboot information
    call main
# The core library is compiled for programs that unwind and names this symbol; a panic halts here.
.global rust_eh_personality
rust_eh_personality:
hang:
    cli
    hlt
    jmp hang

# Sleeps until the 1 kHz timer ticks. Interrupts are on nowhere else, so the handler knows where it came from and drops what the
# processor has pushed instead of returning: a KVM that emulates this code may not know `iret`.
.global wait_for_tick
wait_for_tick:
    sti
    hlt
    jmp wait_for_tick
.global timer
timer:
    mov al, 0x20
    out 0x20, al
    add esp, 12
    ret

.align 8
gdt:
    .quad 0
    .quad 0x00CF9A000000FFFF
    .quad 0x00CF92000000FFFF
gdt_pointer:
    .word 23
    .long gdt

.section .bss
.align 4096
    .skip 16384
stack_end:
