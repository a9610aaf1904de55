import {
  type BinaryOperationNode,
  type OperationNode,
  OperatorNode,
  PostgresDialect,
  type PostgresPool,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
} from 'kysely'

export function postgresDialect(pool: PostgresPool): PostgresDialect {
  return new ArrayDialect({ pool })
}

class ArrayDialect extends PostgresDialect {
  override createQueryCompiler() {
    return new ArrayCompiler()
  }
}

/** A list is one parameter, however long: `in ()` is no Postgres, and each length would be a statement of its own. */
class ArrayCompiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const operator = OperatorNode.is(node.operator) ? node.operator.operator : null
    const list = node.rightOperand
    if ((operator !== 'in' && operator !== 'not in') || !PrimitiveValueListNode.is(list)) {
      super.visitBinaryOperation(node)
      return
    }
    this.visitNode(node.leftOperand as OperationNode)
    this.append(operator === 'in' ? ' = any(' : ' <> all(')
    this.appendValue(list.values)
    this.append(')')
  }
}
