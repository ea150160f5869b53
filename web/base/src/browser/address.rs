//! Where this page lies.

/// The address of this page, without its fragment.
#[must_use]
pub fn own_address() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
