using Isotherm.Testing.Processes;

namespace Isotherm.Published.Tests;

public sealed class NativeProcesses() : FunctionProcessContract(FunctionBuild.Native);
