import { onPage } from "./calculator.mjs";
const L = {
  conv: "/", never: "/#hv=qemu&dirty=45000pages/s", postcopy: "/#hv=libvirt&time-limit=60s&on-limit=post-copy&dirty=300000pages/s",
  throttle: "/#hv=qemu-auto-converge&dirty=45000pages/s", proxmox: "/#hv=proxmox&dirty=284000pages/s&hot=1GiB", xen: "/#hv=xen", expected: "/#view=expected", long: "/#dirty=32700pages/s", kvm: "/#hv=kvm-paper", expnever: "/#view=expected&dirty=45000pages/s",
};
const only = process.env.ONLY?.split(",");
const widths = (process.env.W ?? "1280,360").split(",").map(Number);
const schemes = (process.env.S ?? "light").split(",");
for (const [name, at] of Object.entries(L)) if (!only || only.includes(name)) for (const width of widths) for (const colorScheme of schemes)
  onPage(`${name} ${width} ${colorScheme}`, { at, colorScheme, viewport: { width, height: width < 500 ? 1500 : 900 } }, async (c) => {
    if (process.env.HOVER) { const b = await c.root.locator(".plot").first().boundingBox(); await c.page.mouse.move(b.x + b.width * Number(process.env.HOVER), b.y + b.height * 0.4); }
    await c.resized();
    await c.page.screenshot({ path: `/tmp/shots/${name}-${width}-${colorScheme}.png` });
  });
