import Contracts

/// Why a command was refused.
enum OrderRefusal: Error, Hashable {
    /// The command is not legal in this status.
    case illegal(OrderStatus)
    /// The payment is not of the order's amount.
    case amountDiffers(due: Int)
    /// A rating was given, and it was another one.
    case ratedOtherwise
}

extension Order {
    /// Takes a payment, or notes that it was declined; a declined one may be tried again.
    mutating func pay(_ payment: OrderData.Payment) throws(OrderRefusal) -> [EventType] {
        switch phase {
        case .placed:
            guard payment.amount == amount else { throw .amountDiffers(due: amount) }
            self.payment = payment
            switch payment.status {
            case .approved:
                phase = .paid
                return [.orderPaid, .orderCompleted]
            case .declined, .refunded:
                return [.paymentFailed]
            }
        case .paid, .cancelRequested, .cancelled, .expired, .rejected, .completed:
            throw .illegal(status)
        }
    }

    /// Ends an order that was not paid in time.
    mutating func expire() throws(OrderRefusal) -> [EventType] {
        switch phase {
        case .placed:
            phase = .expired
            return [.orderExpired]
        case .paid, .cancelRequested, .cancelled, .expired, .rejected, .completed:
            throw .illegal(status)
        }
    }

    /// Cancels at once what is not paid; of a paid order the store decides, until it cooks.
    ///
    /// - Returns: no event where the customer has asked before.
    mutating func cancel(reason: String?) throws(OrderRefusal) -> [EventType] {
        switch phase {
        case .placed:
            phase = .cancelled
            self.reason = reason
            return [.orderCancelled]
        case .paid:
            switch status {
            case .paid, .accepted:
                phase = .cancelRequested
                self.reason = reason
                return [.cancelRequested]
            case .placed, .cooking, .cooked, .assigned, .pickedUp, .delivered, .completed, .expired,
                .cancelRequested, .cancelled, .rejected:
                throw .illegal(status)
            }
        case .cancelRequested, .cancelled:
            return []
        case .expired, .rejected, .completed:
            throw .illegal(status)
        }
    }

    /// The customer has the food.
    mutating func confirm() throws(OrderRefusal) -> [EventType] {
        switch phase {
        case .paid where status == .delivered:
            phase = .completed
            return [.deliveryConfirmed]
        case .completed:
            return []
        case .placed, .paid, .cancelRequested, .cancelled, .expired, .rejected:
            throw .illegal(status)
        }
    }

    /// Rates an order that is complete, once.
    mutating func rate(_ rating: OrderData.Rating) throws(OrderRefusal) -> [EventType] {
        switch phase {
        case .completed:
            guard let given = self.rating else {
                self.rating = rating
                return [.orderRated]
            }
            guard given == rating else { throw .ratedOtherwise }
            return []
        case .placed, .paid, .cancelRequested, .cancelled, .expired, .rejected:
            throw .illegal(status)
        }
    }

    /// The customer's actions that are legal now.
    var legalActions: [String] {
        switch status {
        case .placed: ["pay", "cancel"]
        case .paid, .accepted: ["cancel"]
        case .delivered: ["confirm"]
        case .completed: rating == nil ? ["rate"] : []
        case .cooking, .cooked, .assigned, .pickedUp, .expired, .cancelRequested, .cancelled, .rejected: []
        }
    }
}
