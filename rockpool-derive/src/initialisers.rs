//! The built-in initialisers, a line each; `rockpool-core` shares this file.

/// Hands the table to a macro. A line holds the name of the function and of its file in `init/builtin/` of
/// `rockpool-core`; the type that it returns, with its generic parameters; whether that `repeats` one element
/// or `writes` one after the other; and how messages write it.
macro_rules! initialisers {
    ($take:ident) => {
        $take! {
            zeros, [] Zeros, repeats, "zeros()";
            ones, [] Ones, repeats, "ones()";
            fill, [] Fill, repeats, "fill(x)";
            uniform, [] Uniform, writes, "uniform(a, b)";
            normal, [] Normal, writes, "normal(mean, std)";
            truncated_normal, [] TruncatedNormal, writes, "truncated_normal(mean, std)";
            kaiming, [] Kaiming, writes, "kaiming()";
            xavier, [] Xavier, writes, "xavier()";
            lecun, [] Lecun, writes, "lecun()";
            uniform_sqrt, [] UniformSqrt, writes, "uniform_sqrt()";
            unit_eigs, [] UnitEigs, writes, "unit_eigs()";
            orthogonal, [] Orthogonal, writes, "orthogonal()";
            identity, [] Identity, writes, "identity()";
            sparse, [I: Elementwise] Sparse<I>, writes, "sparse(density, init)";
        }
    };
}

pub(crate) use initialisers;
