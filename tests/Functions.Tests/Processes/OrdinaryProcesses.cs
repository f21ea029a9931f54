using Isotherm.Testing.Processes;

namespace Isotherm.Functions.Tests.Processes;

public sealed class OrdinaryProcesses() : FunctionProcessContract(FunctionBuild.Ordinary);
