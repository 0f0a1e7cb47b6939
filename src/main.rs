//! The native program `shushuo`.

fn main() -> std::process::ExitCode {
    #[cfg(not(target_arch = "wasm32"))]
    return shushuo::cli::main();
    #[cfg(target_arch = "wasm32")]
    return std::process::ExitCode::SUCCESS;
}
